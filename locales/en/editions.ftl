# A new edition of the roadmap: what it changes, and what people hear of it.

edition-header = <b>The roadmap has a new edition. What changes for you</b>
edition-added = <b>New: { $count }</b>
edition-added-line =
    № { $position }. { $title }
    { $count ->
        [one] Due: <b>{ $due }</b>
       *[other] { $count } due dates, the first on <b>{ $due }</b>
    }
edition-moved = <b>Another date: { $count }</b>
edition-gone = <b>Not needed any more: { $count }</b>
edition-gone-line =
    № { $position }. { $title }
    { $count ->
        [one] It was due { $due }
       *[other] It had { $count } due dates, the first on { $due }
    }
edition-more = …and { $count } more.
newyear-news =
    The roadmap for { $year } is ready:
    <b>{ $title }</b>

# The comparison in a draft.
edition-card-added =
    ➕ <b>№ { $position }.</b> { $title }
    Due: { $deadline }
edition-card-removed =
    ➖ <b>№ { $position }.</b> { $title }
    It was due: { $deadline }
edition-card-changed = ✎ <b>№ { $position }.</b> { $title }
edition-title = The title was: { $old }
edition-deadline = Deadline: { $old } → { $new }
edition-dates = Due dates: { $old } → { $new }
edition-executors = Executors: { $old } → { $new }
edition-indicator = Indicator: { $old } → { $new }
edition-audience = For whom: { $old } → { $new }
edition-watched =
    { $watched ->
        [yes] Watched again
       *[no] Not watched any more
    }
edition-meeting =
    { $meeting ->
        [yes] These are the group's meetings now
       *[no] These aren't the group's meetings any more
    }
