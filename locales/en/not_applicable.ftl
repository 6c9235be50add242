# «Not required»: an assignment that doesn't concern a school.

not-applicable-button = Not required
not-applicable-again-button = Required again
not-applicable-ask = Why is this not required of the school? Choose a reason or write your own. The school will see it, reminders stop.
not-applicable-reason-length = Please write the reason in words: { $least } to { $most } characters. The school will read it.
not-applicable-reason-subject-button = The school doesn't have this
not-applicable-reason-elsewhere-button = Done under another plan
not-applicable-reason-left-button = The school left the programme
not-applicable-reason-subject = The school doesn't have what this activity is about.
not-applicable-reason-elsewhere = The school has done this under another plan.
not-applicable-reason-left = The school takes no part in the programme any more.
not-applicable-set = Marked as not required. The school will be told.
not-applicable-too-late = Can't be marked: it is accepted or called off already.
not-applicable-taken-back = It is required again. The school will be told.
not-applicable-told =
    <b>This assignment is not required of you.</b>
    Reason: { $reason }
not-applicable-told-again = <b>This assignment is required again.</b> Due: { $due }.
