# “My tasks”: lists, the card, the morning message.

tasks-title-now = <b>Now</b>: { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 }
tasks-title-ahead = <b>Ahead</b>: { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 }
tasks-title-done = <b>Done</b>: { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 }

tasks-nothing-at-all = There are no assignments for you yet. I will write when there are.
tasks-nothing-now-next = Nothing is needed from you now. Next due date: { $date }
tasks-nothing-now = Nothing is needed from you now. Have a good day!
tasks-nothing-ahead = There is nothing ahead yet.
tasks-nothing-done = Nothing is done yet. It is all still ahead.

tasks-heading-lagging = <b>Schools that are behind</b>
tasks-heading-overdue = <b>Overdue</b>
tasks-heading-due-soon = <b>Due soon</b>
tasks-heading-returned = <b>Returned</b>
tasks-heading-started = <b>Can be handed in already</b>
tasks-heading-ahead = <b>Due much later, can be handed in already</b>
tasks-heading-in-review = <b>In review</b>
tasks-heading-done = <b>Done</b>

# The line of an activity: “No. 8. Taking part in the monitoring… — due 28 Feb, 5 days left”.
tasks-line = No. { $position }. { $title } — { $due }
tasks-due = due { $date }
tasks-due-left = due { $date }, { $left }
tasks-days-left = { $days ->
    [0] today
    [1] tomorrow
   *[other] { $days } days left
 }
tasks-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
 }
tasks-school = { $school }
tasks-school-returned = { $school } (returned)
tasks-school-instead = { $school } (standing in for { $name })
tasks-returned = (returned)
tasks-more-schools = { $schools } and { $count ->
    [one] { $count } more school
   *[other] { $count } more schools
 }
tasks-assignee-school = School
tasks-assignee-coordinator = Coordinator
tasks-assignee-department = Education department

tasks-task-button = No. { $position } · { $what } · { $date }
tasks-now-button = Now · { $count }
tasks-ahead-button = Ahead · { $count }
tasks-done-button = Done · { $count }
tasks-all-button = My tasks · { $count }
tasks-back-button = ‹ My tasks
tasks-again-button = Hand in anew
tasks-open-button = Open the assignment
tasks-files-button = Show files · { $date } ({ $count })

# The morning message.
tasks-digest = <b>Today, { $date }:</b> you have { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 }
tasks-digest-more = …and { $count ->
    [one] { $count } more assignment
   *[other] { $count } more assignments
 }.

tasks-digest-only-far = <b>Today, { $date }:</b> you have nothing urgent.
tasks-digest-nothing-own = <b>Today, { $date }:</b> you have no assignments of your own.
tasks-digest-lagging = <b>Schools that are behind:</b> { $count ->
    [one] { $count } assignment
   *[other] { $count } assignments
 } not handed in for more than a week
tasks-digest-late = No. { $position }. { $title } — { $left }: { $schools }
tasks-digest-left-out = While the bot was down { $count ->
    [one] { $count } reminder was
   *[other] { $count } reminders were
 } not sent: too late to be of use.
tasks-summary-button = Open the summary

# The card.
tasks-card-title =
    <b>No. { $position }. { $title }</b>
    { $whom }
tasks-card-due = Due: { $date }
tasks-card-due-left = Due: { $date } — { $left }
tasks-card-start = Starts: { $date }
tasks-card-indicator = Control indicator: { $indicator }
tasks-card-status = Status: { $status }
tasks-card-why-not = Reason: { $reason }
tasks-status-open = evidence is awaited
tasks-status-submitted = in review since { $date }
tasks-status-returned = returned on { $date }, to be corrected
tasks-status-accepted = accepted on { $date }
tasks-status-not-applicable = not required
tasks-status-cancelled = cancelled

tasks-packages = <b>Evidence</b>
tasks-packages-more = Earlier: { $count } more
tasks-package = { $at } · { $files } · { $state }
tasks-package-reason = Reason ({ $who }): { $reason }
tasks-handed-in-late = ({ $days ->
    [one] { $days } day
   *[other] { $days } days
 } late)
tasks-package-collecting = not sent yet
tasks-package-closing = being saved
tasks-package-submitted = in review
tasks-package-accepted = accepted
tasks-package-returned = returned
tasks-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
 }
tasks-no-files = There are no saved files or links here.

tasks-history = <b>History</b>
history-button = Whole history
history-nothing = Nothing has happened yet.
history-reason = Reason: { $reason }
tasks-event = { $at }: { $what }
tasks-event-by = { $at }: { $what } ({ $who })
tasks-event-open = evidence is awaited again
tasks-event-submitted = handed in for review
tasks-event-returned = returned
tasks-event-accepted = accepted
tasks-event-not-applicable = not required
tasks-event-cancelled = cancelled
tasks-event-withdrawn = taken back, evidence is awaited again
tasks-event-again = required again
tasks-event-checked = checked by the curator, handed on to the coordinator
tasks-event-undone = decision undone, in review again
