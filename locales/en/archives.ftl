# An archive of evidence: how much it would hold, how far it is, what came of it.

archive-ask-button = Download as an archive
archive-make-button = Make it
archive-cancel-button = Call off

archive-offer =
    <b>Archive of evidence</b>
    { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, about { $size } MB, { $parts ->
        [one] { $parts } part
       *[other] { $parts } parts
    }.
archive-inside = The files are sorted by activity and school. Each part has a register: what was handed in, by whom, when, and how it was decided.
archive-nothing = There is nothing to collect: no files here.
archive-too-many = There are more than { $limit } files, too many for one archive. Choose a school, a month or an activity.
archive-underway = Collecting: { $done } of { $files }, part { $part } of { $parts }.
archive-waits = Something is in the way just now. I’ll go on by myself as soon as I can.
archive-done = The archive is ready: { $files } files in { $parts } parts. You’ll find it in this chat.
archive-failed = Part { $part } of { $parts } could not be made or sent. Please try again, preferably with fewer files.
archive-called-off = The archive is called off. Parts sent: { $sent } of { $parts }.
archive-part = Part { $part } of { $parts }, files: { $files }.
archive-left-out = Files left out: { $count }. The register says why: { $names }
archive-gone = Files that were withdrawn meanwhile or that you may not see any more: { $count }.
archive-file = Evidence, part { $part } of { $parts }.zip
archive-file-only = Evidence.zip

archive-photo = photo
archive-document = document
archive-of-coordinator = Coordinator
archive-of-department = Education department
archive-register = Register, part { $part } of { $parts }
archive-sheet = Register
archive-sheet-summary = Summary
archive-part-of = { $part } of { $parts }
archive-late = yes

archive-summary-made = Made
archive-summary-part = Part
archive-summary-files = Files in this part
archive-summary-out = Left out
archive-summary-gone = Withdrawn or out of reach
archive-summary-links = Links

archive-column-file = File or link
archive-column-activity = Activity
archive-column-school = School
archive-column-due = Due
archive-column-sent = Handed in
archive-column-sender = Handed in by
archive-column-late = Late
archive-column-part = Required part
archive-column-state = State
archive-column-decided = Decided
archive-column-reviewer = Decided by
archive-column-reason = What to mend
archive-column-comment = Comment
archive-column-size = Bytes
archive-column-hash = SHA-256
archive-column-note = Note

archive-note-missing = left out: the file is not in the storage
archive-note-large = left out: the file is larger than 45 MB
archive-note-position = left out: the picture says where it was taken
archive-note-copy = a copy without the place where it was taken
archive-note-link = a link
