# The summary.

summary-title = <b>Summary for { $date }</b>
summary-totals =
    Overdue: <b>{ $overdue }</b>
    Due soon: <b>{ $due_soon }</b>
    In review: <b>{ $in_review }</b>
    Done: <b>{ $done }</b> of { $total }
    Ahead: { $ahead }
summary-worst = <b>Who needs help first</b>
summary-school-line = { $name } — { $counts }
summary-late = {" "}({ $days ->
    [one] { $days } day
   *[other] { $days } days
 } late)
summary-count-overdue = { $count } overdue
summary-count-due-soon = { $count } due soon
summary-count-in-review = { $count } in review
summary-count-done = { $count } of { $total } done
summary-survey = Survey «{ $title }»: { $open ->
    [yes] { $answered } of { $asked } have answered
   *[no] over, { $answered } of { $asked } answered
 }
summary-meeting = Meeting { $moment }: { $yes } coming, { $substitute ->
        [one] { $substitute } substitute
       *[other] { $substitute } substitutes
    }, { $no } not coming, { $silent } silent; { $protocol }
summary-protocol-none = no minutes asked for
summary-protocol-open = minutes not in
summary-protocol-submitted = minutes in review
summary-protocol-returned = minutes returned
summary-protocol-accepted = minutes in
summary-protocol-not-applicable = no minutes asked for
summary-protocol-cancelled = no minutes asked for
summary-unreachable = { $count ->
    [one] { $count } person can't be reached
   *[other] { $count } people can't be reached
 }
summary-left-out = { $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
 } went stale while the bot was down and stayed unsent (within { $days } days)
summary-no-roadmap = There is no roadmap yet, so there is nothing to show. The coordinator loads it in «Roadmap».

summary-schools-button = By school
summary-activities-button = By activity
summary-surveys-button = Surveys
summary-meetings-button = Meetings
summary-people-button = Unreachable
summary-refresh-button = Refresh

summary-schools = <b>By school</b>: { $count ->
    [one] { $count } school
   *[other] { $count } schools
 }
summary-no-schools = There are no schools yet. The coordinator adds them in «Schools and people».
summary-activities = <b>By activity</b>: { $count ->
    [one] { $count } activity
   *[other] { $count } activities
 }
summary-activity = No. { $position }. { $title } — { $counts }
summary-surveys = <b>Surveys</b>: { $count }
summary-no-surveys = There have been no surveys yet.
summary-meetings = <b>Meetings</b>: { $count }
summary-no-meetings = No meeting is set yet.
summary-people = <b>Who can't be reached</b>: { $count }
summary-no-people = Messages reach everybody.

summary-school = <b>{ $name }</b>: { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 }
summary-task = { $standing }: No. { $position }. { $title } — { $due }
summary-standing-overdue = Overdue
summary-standing-due-soon = Due soon
summary-standing-returned = Returned
summary-standing-started = Open
summary-standing-ahead = Ahead
summary-standing-in-review = In review
summary-standing-done = Done
