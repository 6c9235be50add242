# When to remind: for the roadmap and for one activity. Whom nothing reaches.

ladder-button = Reminders
ladder-of-roadmap =
    <b>Reminders: { $title }</b>
    When: { $ladder }.

    Besides, the bot says once that a task can be handed in now.
ladder-of-activity =
    <b>Reminders: no. { $position }. { $title }</b>
    { $own ->
        [yes] Its own
       *[no] As the whole roadmap
    }: { $ladder }.
ladder-before = { $days } { $last ->
    [one] day
   *[other] days
 } before
ladder-and = { $first } and { $last }
ladder-on-day = on the day itself
ladder-overdue = afterwards { $every ->
    [1] every working day
    [2] every 2nd working day
    [3] every 3rd working day
   *[other] every { $every }th working day
 }, at most { $times ->
    [one] { $times } time
   *[other] { $times } times
 }
ladder-overdue-never = no reminders afterwards
ladder-next-planning = This counts from the next morning message on. Deadlines stay as they are.
ladder-usual-button = { $chosen ->
    [yes] ✓ Usual
   *[no] Usual
 }
ladder-gentle-button = { $chosen ->
    [yes] ✓ Gentle
   *[no] Gentle
 }
ladder-frequent-button = { $chosen ->
    [yes] ✓ Frequent
   *[no] Frequent
 }
ladder-inherit-button = { $chosen ->
    [yes] ✓ As the whole roadmap
   *[no] As the whole roadmap
 }
ladder-type-button = { $chosen ->
    [yes] ✓ Other days…
   *[no] Other days…
 }
ladder-ask-steps =
    Now: { $ladder }.

    How many days before the deadline? Write numbers with commas, for example: 14, 7, 1. Zero is the day itself.
ladder-unclear = This cannot be read. Please write numbers of days with commas, for example: 14, 7, 1.
ladder-too-many = So many reminders tire people: { $limit } at most. Please write fewer.
ladder-too-early = Too early: at most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } before the deadline.
ladder-changed = Saved.
rhythm-line = How it goes, before the deadline: { $rhythm }.
rhythm-quarter = asked once a quarter
rhythm-month = asked once a month
rhythm-never = not asked
rhythm-quarter-button = { $chosen ->
    [yes] ✓ Once a quarter
   *[no] Once a quarter
 }
rhythm-month-button = { $chosen ->
    [yes] ✓ Once a month
   *[no] Once a month
 }
rhythm-never-button = { $chosen ->
    [yes] ✓ Do not ask
   *[no] Do not ask
 }

unheard-button = Whom nothing reaches
unheard-anew-button = Send an invitation anew
unheard-head =
    <b>Whom nothing reaches</b>
    { $unreachable ->
        [0] Messages reach everybody.
        [one] Messages do not reach { $unreachable } person.
       *[other] Messages do not reach { $unreachable } people.
    } { $quiet ->
        [0] Nobody is on pause or has a substitute.
       *[other] Left in peace for now (pause, “Do not disturb”, substitute): { $quiet }.
    }
unheard-blocked = ⚠ Has blocked the bot
unheard-never-started = ⚠ Has not pressed “Start”
unheard-deactivated = ⚠ The account is deleted
unheard-error = ⚠ Telegram refuses the message: { $note }
unheard-since = { $why }, since { $day }
unheard-silent = Asks not to be disturbed until { $until }.
unheard-substitute = { $name } stands in, from { $first } to { $last }.
unheard-invite-button = Invite anew: { $name }
