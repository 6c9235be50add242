# Review of evidence, and what its sender is told.

review-nothing = Everything is reviewed. There is no new evidence.
review-queue = <b>In review</b>: { $count ->
    [one] { $count } package
   *[other] { $count } packages
 }. The oldest come first.
review-queued =
    No. { $position }. { $title }
    { $whom } · { $files } · { $sent }
review-sent = { $who }, { $at }

review-news = <b>New evidence</b>
review-from = Sent by: { $sent }
review-comment = Comment: { $comment }
review-files = <b>Files</b>
review-files-more = …and { $count } more
review-file = { $number }. { $name }
review-file-caption = { $number }. { $name } — { $caption }
review-file-name = { $name }
review-photo = photo
review-caption = { $caption }
review-accepted-by = <b>Accepted</b>: { $who }, { $at }
review-returned-by =
    <b>Returned</b>: { $who }, { $at }
    Reason: { $reason }

review-files-button = Show files ({ $count })
review-accept-button = Accept
review-return-button = Return
review-next-button = Next package
review-undo-button = Undo the decision
review-queue-button = ‹ All in review

review-ask-reason = Why do you return it? Choose a reason or write your own.
review-reason-length = Please write the reason in words: { $least } to { $most } characters. The sender will read it.
review-reason-photo-button = Unreadable photo
review-reason-document-button = Wrong document
review-reason-signature-button = No signature or stamp
review-reason-period-button = Another period is needed
review-reason-photo = The text in the photo cannot be read. Please take it again.
review-reason-document = This is not the right document. Please check the control indicator and send the one it asks for.
review-reason-signature = The document has no signature or stamp.
review-reason-period = The document is for another period. Please send the one that is needed.

# Pop-up lines.
review-accepted-toast = Accepted
review-returned-toast = Returned
review-undone-toast = Decision undone
review-already-accepted = Already accepted: { $who }, { $at }.
review-already-returned = Already returned: { $who }, { $at }.
review-called-off = This assignment is no longer in review.
review-undo-late = A decision can only be undone for ten minutes.
review-undo-already = This decision has been undone already.
review-undo-new-package = It cannot be undone: new evidence for this assignment is already being prepared.

# What the sender is told.
review-told-accepted = <b>The evidence is accepted.</b> Thank you!
review-told-returned =
    <b>The evidence was returned, please correct it.</b>
    Reason: { $reason }
review-told-undone = <b>The decision was undone, the evidence is in review again.</b> There is nothing to do for now.
