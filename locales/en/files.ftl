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
