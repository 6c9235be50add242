# Files that cannot be taken: what is wrong with them and what to do.

file-not-image-or-pdf =
    This file won't do: a photo (JPEG, PNG, WebP, HEIC) or a PDF is needed. Save it as PDF or take a photo of it, and send that.
file-empty =
    The file is empty. Please check it and send it again.
file-too-big =
    The file is larger than { $limit } MB. Make it smaller or split it, and send the parts one by one.
file-too-complex =
    The file could not be checked: it is too complex. Please send a photo or a simpler PDF.
file-image-broken =
    The picture is not complete: it seems to have been damaged on the way. Please send it again.
file-image-too-large =
    The picture is too large. Send it as a photo rather than as a file, or reduce its resolution.
file-pdf-broken =
    This PDF cannot be opened: it seems to be damaged. Open it on your side, save it anew and send it again.
file-pdf-encrypted =
    This PDF is protected by a password. Save it without one and send it again.

# Files that are shown to others
file-unnamed = without a name
file-first-page = First page: { $name }
file-not-shown = The file “{ $name }” can’t be shown now: neither Telegram nor the storage has it. Please tell the bot’s administrator.
file-kept-back = The file “{ $name }” is saved but not shown: it says where it was taken, and that couldn’t be removed. Please ask for the picture to be sent as a photo.

# Word and Excel, PDFs with programs in them
file-office-not-here = This activity needs a PDF or a photo: Word and Excel files aren’t taken here. Save the document as a PDF and send it again.
file-office-broken = This Word or Excel file can’t be opened: it seems to be damaged. Save it as a PDF and send it again.
file-office-locked = This document is locked with a password or saved in an old format. Save it as a PDF and send it again.
file-office-macros = This file has macros, and the bot doesn’t take such files. Save it as a PDF and send it again.
file-pdf-active = This PDF has program code in it, and the bot doesn’t take such files. Save it as a plain PDF: open the file, choose “Print” and the printer “PDF”.

# The file is large or the connection is slow
file-saving =
    { $files ->
        [one] Received, saving it… I’ll write when the file is saved.
       *[other] Received, saving { $files } files… I’ll write when they are saved.
    }
