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

# The queue by parts, skipping, accepting all at once.
review-shelf = Only: { $name }
review-shelf-curators = The curator looks at these first. You may decide yourself, too.
review-await-curators = Waiting for a curator: { $count }
review-awaits-curator = Waiting for the curator’s check.
review-checked-by = Checked by the curator: { $who }, { $at }
review-already-checked = Already handed on to the coordinator: { $who }, { $at }.
review-with-coordinator = The coordinator has this evidence already.
review-undo-handed-on = This can’t be undone: the coordinator has the evidence already.
review-handed-on-toast = Handed on to the coordinator
review-skipped-toast = Skipped, it comes again at the end
review-skip-nothing = There is no other evidence here.
review-hand-on-button = Hand on to the coordinator
review-skip-button = Skip
review-by-activity-button = By activity
review-by-school-button = By school
review-curators-button = Waiting for a curator: { $count }
review-by-activity = Choose an activity.
review-by-school = Choose a school.
review-activity-button = No. { $position } { $name } · { $count }
review-school-button = { $name } · { $count }
review-all-button = Accept all for the activity
review-all-ask = <b>Accept all?</b> { $title }
    Waiting for a decision: { $count }
review-all-line = • { $whom }
review-all-line-marked = • { $whom } — { $marks }
review-all-of-city = the city’s own assignment
review-all-late = late
review-all-missing = parts missing: { $count }
review-all-marked = What has a mark can be accepted with the rest, or looked at by itself.
review-all-plain-button = Accept those without a mark: { $count }
review-all-marked-button = Accept all: { $count }
review-all-undo-button = Undo all
review-all-none = Everything of this activity has been reviewed.
review-all-done = { $count ->
    [one] <b>{ $count }</b> piece of evidence accepted.
   *[other] <b>{ $count }</b> pieces of evidence accepted.
} This can be undone for ten minutes.
review-all-undone = { $count ->
    [one] <b>{ $count }</b> piece of evidence is in review again.
   *[other] <b>{ $count }</b> pieces of evidence are in review again.
}
review-all-kept = Could not be undone: { $count }. Something has changed in these assignments.
review-passed-on = Curators have not answered for { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}. Now it is for you to decide: { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
}.
review-checks-ended = Curators no longer check first. Now it is for you to decide: { $count ->
    [one] { $count } piece of evidence
   *[other] { $count } pieces of evidence
}.

# The curators’ first check: a setting of the coordinator.
check-first-on-button = Curator checks first: turn on
check-first-off-button = Curator checks first: turn off
check-first-on = What a school has sent is looked at by its curator first, then by the coordinator.
check-first-off = Evidence of schools comes straight to the coordinator.
check-first-on-toast = The curator checks first now
check-first-off-toast = Everything comes straight to the coordinator now
review-mend-button = Mend it, keeping what was sent
review-mended-toast = Taken over from the earlier evidence: { $count }

# What else the reviewer sees.
review-missing = <b>Missing:</b> { $parts }
review-shared = The same file was sent for other schools at once: { $schools }
review-same = The same file was sent by { $school } (No. { $position }, { $day })
review-same-of-city = The same file is in an assignment of the city (No. { $position }, { $day })
