# Evidence: how it is collected, stored and handed in.

evidence-submit-button = Submit evidence
evidence-done-button = Done
evidence-withdraw-button = Take the evidence back
evidence-files-button = Show or remove files
evidence-remove-button = Remove { $number }
evidence-discard-button = This is not evidence
evidence-choice-button = No. { $position } · { $what } · { $date }

# The assignment that files are collected for
evidence-task = <b>No. { $position }. { $title }</b>
evidence-task-of-school = { $school }, due { $due }
evidence-task-of-city = Due { $due }
evidence-indicator = Control indicator: { $indicator }
evidence-returned-because = Returned last time: { $reason }
evidence-prompt = Send photos or PDF, several at once if you like. A text becomes the comment. When everything is sent, press “Done”.
evidence-comment = Comment: { $comment }
evidence-others = Files added by: { $names }

# How many files
evidence-amount =
    { $files ->
        [one] { $files } file
       *[other] { $files } files
    } ({ $photos ->
        [one] { $photos } photo
       *[other] { $photos } photos
    }, { $pdfs } PDF)
evidence-amount-files =
    { $files ->
        [one] { $files } file
       *[other] { $files } files
    }
evidence-amount-photos =
    { $files ->
        [one] { $files } photo
       *[other] { $files } photos
    }
evidence-amount-pdfs = { $files } PDF
evidence-already-here = Saved already: { $amount }.
evidence-on-the-way =
    { $pending ->
        [one] { $pending } more file is being saved.
       *[other] { $pending } more files are being saved.
    }
evidence-saved = Saved: { $amount }. Send more or press “Done”.
evidence-seen-before = { $name }: this file is already in assignment No. { $position } ({ $whose }, sent { $at }). If that is a mistake, remove it.
evidence-seen-here = { $name }: this file is already in this evidence.
evidence-seen-more = …and { $count ->
    [one] { $count } file
   *[other] { $count } files
 } more that were sent before.
evidence-seen-city = the city
evidence-saved-for =
    No. { $position }. { $title }
    { $whose }

# The list of files
evidence-files = <b>Files of the evidence for assignment no. { $position }</b>
evidence-files-none = No files yet. Send photos or PDF.
evidence-file = { $number }. { $name }, sent { $at } — { $who }
evidence-file-pages =
    { $name } ({ $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    })
evidence-file-pending = { $name } (being saved)
evidence-photo = Photo
evidence-document = File without a name
evidence-removed = The file is removed.
evidence-removed-before = This file has been removed already.

# “Done” and “Cancel”
evidence-nothing-yet = Please send at least one file. If a link or a few words are the evidence, write them.
evidence-withdrawn = Taken back. Mend it and hand it in again.
evidence-handed-in = Passing the evidence on for review.
evidence-accepted-at-once = The assignment is marked as done.
evidence-is-closing = Saving the remaining files. As soon as they are here, I will submit the evidence and send a receipt.
evidence-is-submitted = Already submitted for review: { $who }, { $at }.
evidence-is-accepted = This evidence has been accepted already. Nothing more is needed.
evidence-is-returned = This evidence was returned. Open the assignment and submit anew.
evidence-is-dropped = This evidence was cancelled. Open the assignment to submit anew.
evidence-dropped = All right, nothing is submitted. The files you sent stay in the storage, but belong to no assignment. You can submit evidence at any time.
evidence-own-removed = Your files are taken out of the evidence. Your colleagues' files stay, they can submit them without you.

# Why it can't be submitted
evidence-not-awaited-submitted = The evidence for this assignment is in review already. Please wait for the coordinator's answer.
evidence-not-awaited-accepted = This assignment is done and accepted. Nothing more is needed.
evidence-not-awaited-not-applicable = This assignment is marked as not applicable. Nothing is needed.
evidence-not-awaited-cancelled = This assignment was cancelled. Nothing is needed.
evidence-obsolete = The evidence for assignment no. { $position } was not submitted: while the files were being saved, the assignment stopped waiting for an answer. The files stay in the storage.

# What people send
evidence-too-big = { $name } is larger than { $limit } MB, Telegram will not give me such a file. Compress it, split it, or send photos of the pages.
evidence-wrong-kind = I can't take this yet. A photo or a PDF will do.
evidence-comment-taken = Added to the comment.
evidence-comment-too-long = The comment would be longer than { $limit } characters. Please shorten it or attach the text as a PDF.
evidence-delayed =
    { $files ->
        [one] The file is received, saving it
       *[other] { $files } files are received, saving them
    } — Telegram does not give it out yet. Nothing for you to do: I keep trying and will write.
evidence-refused = { $name } was not accepted. { $reason }
evidence-refused-rest = Everything else you sent is in place.
evidence-lost = { $name } ({ $at }): Telegram never gave this file out. Please send it again.
evidence-reopened = Not submitted yet: some files could not be saved. Send a replacement, or press “Done” to submit what is here.

# Files without an assignment
evidence-which =
    { $files ->
        [one] The file is saved. Which assignment does it belong to?
       *[other] { $files } files are saved. Which assignment do they belong to?
    }
evidence-which-none =
    { $files ->
        [one] The file is saved
       *[other] { $files } files are saved
    }, but no assignment of yours is waiting for evidence now.
evidence-choice = No. { $position }. { $title } — { $whose }
evidence-nothing-unfiled = These files have been dealt with already.
evidence-without-office = Word and Excel are not taken here; left out: { $names }. Please send a PDF.
evidence-discarded = All right, this is no evidence: the files are removed.

# The receipt
evidence-receipt = <b>Received: { $amount }.</b> Everything is saved.
evidence-receipt-comment = <b>Received.</b> Your answer is saved.
evidence-receipt-both = { $files } and { $links }
evidence-receipt-in-check = The school's curator looks at the evidence first, then the coordinator. The bot will tell you the decision.
evidence-receipt-in-review = The evidence is in review with the coordinator. The bot will tell you the decision.
evidence-receipt-done = No review is needed: the assignment is done.
evidence-receipt-when = Submitted { $at } by { $who }.
