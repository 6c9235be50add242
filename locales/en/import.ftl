# Reading a roadmap's document: why it will not do, and what is doubtful in it.

import-too-large =
    The document is larger than { $limit } MB, which is too much for a roadmap. Leave only the table of activities in it and send it again.
import-too-much =
    The document is too much for me to read as a whole. Leave only the table of activities in it, without pictures, and send it again.
import-too-long =
    Reading the document took too long, so I stopped. Leave only the table of activities in it and send it again.
import-not-text =
    This is not a text file. Open the document in Word, save it as “Plain text” (TXT) and send it again.
import-empty =
    The document is empty. Please check it and send it again.
import-undecodable =
    Line { $line } cannot be read. Save the document as text in UTF-8 and send it again.
import-no-activities =
    There is a table, but no activities in it. Each activity needs a title and a deadline.
import-no-year =
    I cannot tell for which year this roadmap is. Write the year into the heading of the document and send it again.
import-not-a-roadmap =
    This does not look like a roadmap: there is no table with the columns “Мероприятие” and “Срок”.
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
import-no-executors-column = the table has no column of executors: nobody can be given the tasks
