# What goes out within a week: the coordinator's look ahead.

preview-open-button = What goes out this week
preview-week-button = The whole week
preview-refresh-button = Refresh

preview-week =
    <b>What goes out this week</b>
    This is how things stand now. What is handed in earlier is not reminded of.
preview-looking = Looking what goes out… In a large city this takes a few seconds.
preview-day = <b>{ $date }, { $weekday }</b>
preview-nothing = Nothing.
preview-day-off = Nothing, a day off.
preview-day-note = Below is what it is time to remind of on this day. The morning message has whatever else is urgent, too.
preview-digests = • morning messages: { $count }
preview-digests-put-off = • put off (a pause or silence): { $count }
preview-messages = • { $what }: { $count }
preview-person = <b>{ $name }</b>
preview-digest =
    { $count ->
        [0] { $time } — morning message: schools that are behind
        [one] { $time } — morning message: a reminder of { $count } assignment
       *[other] { $time } — morning message: a reminder of { $count } assignments
    }
preview-digest-put-off = The morning message is put off until { $until }
preview-task = • No. { $position } { $title }, due { $due }
preview-task-school = • No. { $position } { $title }, { $school }, due { $due }
preview-more = and { $count } more
preview-message = { $time } — { $what }

preview-kind-announcement = announcement
preview-kind-deadline-moved = new due dates
preview-kind-meeting-cancelled = a meeting called off
preview-kind-meeting-invitation = invitation to a meeting
preview-kind-meeting-moved = a meeting moved
preview-kind-meeting-protocol = request for the minutes
preview-kind-meeting-reminder = reminder of a meeting
preview-kind-roadmap-started = news of the roadmap
preview-kind-survey-invitation = invitation to a survey
preview-kind-survey-reminder = reminder of a survey
preview-kind-other = other messages
