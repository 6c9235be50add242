# Deadlines of assignments have moved.

moves-header =
    { $count ->
        [one] <b>A due date has changed</b>
       *[other] <b>Due dates have changed</b>
    }
moves-line =
    No. { $position }. { $title }
    New due date: <b>{ $new }</b> (was { $old })
moves-more =
    { $count ->
        [one] And { $count } more assignment: see the new date in My tasks.
       *[other] And { $count } more assignments: see the new dates in My tasks.
    }
moves-footer =
    { $count ->
        [one] There will be no reminders of the old date.
       *[other] There will be no reminders of the old dates.
    }
