# What people choose for themselves: the hour of the morning message, silence, a substitute, a snooze.

hour-line = Morning message: at { $hour }:00
hour-change-button = Time of the morning message
hour-choose =
    <b>Time of the morning message</b>
    Now: at { $hour }:00. At which hour of a working day should the list come?
hour-button = { $chosen ->
    [yes] ✓ { $hour }:00
   *[no] { $hour }:00
 }
hour-set = The morning message will come at { $hour }:00.

silence-line = Do not disturb: until { $until }
silence-button = Do not disturb until…
silence-end-button = I can be disturbed again
silence-choose =
    Until when should the bot not write to you? What gathers meanwhile comes afterwards. What you write is answered at once.

    Choose, or write a day and a time, for example { $example }. At most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ahead.
silence-hour-button = For an hour
silence-tomorrow-button = Until tomorrow, 9:00
silence-monday-button = Until Monday, 9:00
silence-set = You will not be disturbed until { $until }.
silence-ended = “Do not disturb” is off.
silence-unclear = This cannot be read. Please write day and time in digits, for example 20.01 15:00.
silence-out-of-range = It must be in the future, at most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ahead. Please write another time.

choices-unsaid =
    { $count ->
        [one] { $count } task falls
       *[other] { $count } tasks fall
    } due in these days, the nearest on { $day }. The deadlines stay, and I won't remind you. A colleague can get the reminders: press the button.

substitute-line-mine = { $name } stands in for you from { $first } to { $last }
substitute-line-theirs = You stand in for { $name } from { $first } to { $last }
substitute-button = Somebody stands in for me…
substitute-end-button = Call off: { $name }
substitute-choose =
    Who will stand in for you? Reminders of your tasks will go to this person.

    Choose a colleague, or write a part of the name.
substitute-found = Found for “{ $name }”. Choose a colleague, or write the name differently.
substitute-nobody = Nobody yet: there are no colleagues with your schools or role in the bot. Ask the coordinator to invite them.
substitute-nobody-in-city = Nobody yet: another coordinator stands in for a coordinator, somebody else of the department for the department. A coordinator can invite a second one: “Schools and people” → “Invite”.
substitute-not-found = Nobody was found for “{ $name }”. Please write the name differently.
substitute-all-button = Show everybody
substitute-first-day = { $name } will stand in for you. From which day? Choose or write it, for example 20.01.
substitute-last-day = { $name } will stand in for you from { $first }. Up to and including which day? Choose or write it.
substitute-day-button = { $day }, { $weekday }
substitute-day-unclear = This date cannot be read. Please write it in digits, for example 15.03.
substitute-day-past = This day has passed. It must be today or later.
substitute-last-before-first = The last day comes before the first. Please write a later one.
substitute-day-far = A substitution can be set at most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ahead.
substitute-taken = { $name } stands in for you on these days already. Call that off in the settings first.
substitute-away = { $name } is away on these days and has a substitute. Please choose another colleague.
substitute-chain = On these days you stand in for a colleague yourself ({ $name }). Call that off in the settings first.
substitute-is-set = { $name } will stand in for you and will be told.
substitute-is-set-already = This substitution is set already: { $name }.
substitute-is-over = The substitution is called off.
substitute-is-over-already = This substitution is over already.
substitute-told-theirs =
    <b>You stand in for { $name }</b>
    From { $first } to { $last } you will get the reminders of this person's tasks too. If you cannot, decline with the button below.
substitute-told-mine = { $name } stands in for you from { $first } to { $last }.
substitute-ended-mine = Called off: { $name } does not stand in for you any more. Reminders come to you again.
substitute-ended-theirs = Called off: { $name } gets the reminders again. Thank you for being ready to help!

snooze-button = Remind me later
snooze-end-button = Remind as usual
snooze-line = The reminder is put off until { $day }
snooze-which = What should I remind you of later?
snooze-nothing = There is nothing to put off: no task has its deadline still ahead.
snooze-until-when = When should I remind you? The deadline stays: { $due }. I will remind you on { $last } at the latest.
snooze-tomorrow-button = Tomorrow
snooze-monday-button = On Monday
snooze-week-button = In a week
snooze-set = I will remind you on { $day }. The deadline stays.
snooze-set-earlier = That would be after the deadline, so I will remind you on { $day }.
snooze-too-late = The deadline has come, there is nothing to put off to. If you need more time, write to the coordinator.
snooze-not-owed = Nothing is owed here any more, there will be no reminders.
snooze-ended = I remind as usual.
