# Reading a roadmap's document: why it will not do, and what is doubtful in it.

import-too-large =
    The document is larger than { $limit } MB, which is too much for a roadmap. Leave only the table of activities in it and send it again.
import-too-much =
    The document is too much for me to read as a whole. Leave only the table itself in it, without pictures, and send it again.
import-too-long =
    Reading the document took too long, so I stopped. Leave only the table itself in it and send it again.
import-not-text =
    I cannot read such a file. Send the roadmap as DOCX, XLSX, PDF with text, HTML, CSV or plain text.
import-empty =
    The document is empty. Please check it and send it again.
import-undecodable =
    Line { $line } cannot be read. Save the document as text in UTF-8 and send it again.
import-no-activities =
    There is a table, but no activities in it. Give each a title and a deadline and send the document again.
import-no-year =
    I cannot tell for which year this roadmap is. Write the year into the heading of the document and send it again.
import-not-a-roadmap =
    This does not look like a roadmap: there is no table with the columns “Мероприятие” and “Срок”. Check the document and send it again.
import-cut-off =
    The file is damaged or was not downloaded to its end. Open it, save it anew and send it again.
import-password =
    The document is protected by a password. Remove the password, save the document and send it again.
import-old-word =
    This is a document in the old format (DOC). Open it in Word, save it as DOCX and send it again.
import-old-excel =
    This is a spreadsheet in the old format (XLS). Open it in Excel, save it as XLSX and send it again.
import-rtf =
    This is an RTF document. Open it in Word, save it as DOCX and send it again.
import-open-document =
    This is an OpenDocument file. Save it as DOCX or XLSX and send it again.
import-archive =
    This is an archive, not a document. Take the roadmap out of it and send that.
import-picture =
    This is a picture, its text cannot be read. Send the document itself: DOCX, XLSX or PDF with text.
import-macros =
    The document contains macros, I do not open such files. Save it without macros (DOCX or XLSX) and send it again.
import-bomb =
    The file looks dangerous: too much data is packed into it. Copy the table into a new document and send that.
import-entities =
    The document refers to other files, I do not open such documents. Copy the table into a new document and send that.
import-too-many-rows =
    There are more than { $limit } rows, which does not look like a roadmap. Leave only the table of activities and send it again.
import-too-many-pages =
    There are more than { $limit } pages, which does not look like a roadmap. Leave only those with the table and send it again.
import-scan =
    This PDF has no text, only pictures of pages. Send the DOCX it was made from.
import-pdf-columns =
    In this PDF the borders of the columns cannot be seen, so the cells cannot be told apart. Send this document as DOCX.
import-columns-apart =
    In this text the columns of the table are mixed up, as happens when copying from a PDF. Send this document as DOCX.
import-no-deadline-column =
    The table has no column of deadlines, see line { $line }. Add the column “Срок” and send the document again.

import-line-skipped = left out, it does not look like an activity: { $text }
import-deadline-unknown =
    { $reason ->
        [empty] no deadline given
       *[other] deadline not understood: “{ $deadline }”, { roadmap-reason }
    }
import-executors-unknown = not clear who carries it out: { $executors }
import-executors-missing = no executors named
import-several-deadlines = several deadlines in one cell: “{ $deadline }”, please check whether it is one activity
import-row-hidden = this row is hidden in the table, but was read
import-cells-unclear = the borders of the cells cannot be seen, please check the title and the executors
import-columns-guessed = the columns are not set apart in the text, I told them apart by their meaning; please check every activity
import-table-skipped = a table was left out, it has no activities with deadlines: { $text }
import-sheet-skipped = the sheet “{ $sheet }” has a roadmap, too; it was not read
import-year-doubtful = the plan is taken to be for { $year }, but its heading names another year, too: { $others }; please check the deadlines
import-no-executors-column = the table has no column of executors: nobody can be given the tasks
