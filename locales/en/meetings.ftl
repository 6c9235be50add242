# Meetings of the coordination group.

# The section.
meetings-title = <b>Meetings of the coordination group</b>
meetings-none = { $organiser ->
    [yes] The next meeting is not set yet.
   *[no] The next meeting is not set yet. You will get a message as soon as the coordinator sets it.
 }
meetings-past = Past meetings are on the buttons below.
meetings-not-set = { $month }: not set.
meetings-not-set-either = Not set yet either: { $months }.

meeting-month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 }

meeting-card-button = Who comes · change
meeting-later-button = { $day }, { $time }
meeting-past-button = { $day }{ $protocol ->
    [accepted] { ": minutes handed in" }
    [submitted] { ": minutes in review" }
    [returned] { ": minutes returned" }
    [open] { ": no minutes yet" }
   *[other] { "" }
 }
meeting-plan-button = Set: { $month }
meeting-other-month-button = Another month

# The card.
meeting-title = <b>Meeting of the coordination group</b>, { $month }
meeting-moment = { $day }, { $weekday }, { $time }
meeting-when = When: <b>{ $moment }</b>
meeting-where = Where: { $place }
meeting-agenda = Agenda: { $agenda }
meeting-own = { $answer ->
    [yes] Your answer: I will come
    [no] Your answer: I cannot come
    [substitute] Your answer: a substitute comes, { $name }
   *[silent] You have not answered yet. Will you come?
 }
meeting-is-cancelled = The meeting is cancelled.
meeting-protocol-state = { $state ->
    [accepted] The minutes are handed in.
    [submitted] The minutes are in review.
    [returned] The minutes were returned and need a correction.
    [open] The minutes are not handed in yet.
   *[other] No minutes are needed.
 }
meeting-answers = <b>Answers</b> (invited: { $count })
meeting-count = { $answer ->
    [yes] Coming: { $count }
    [no] Not coming: { $count }
    [substitute] Sending a substitute: { $count }
   *[silent] No answer yet: { $count }
 }
meeting-name = • { $name }
meeting-name-substitute = • { $name } → { $substitute }

# A member's answer.
meeting-answer-yes-button = { $chosen ->
    [yes] ✓ I will come
   *[no] I will come
 }
meeting-answer-no-button = { $chosen ->
    [yes] ✓ I cannot come
   *[no] I cannot come
 }
meeting-answer-substitute-button = { $chosen ->
    [yes] ✓ A substitute comes
   *[no] A substitute comes
 }
meeting-answer-kept = Noted, thank you.
meeting-answer-same = Your answer is noted already.
meeting-answer-late = The meeting has begun, the answer cannot be changed any more.
meeting-answer-cancelled = This meeting is cancelled, no answer is needed.
meeting-answer-outdated = The meeting has changed. Please check time and place and answer again.
meeting-ask-substitute = Who comes instead of you? Write the name and the position.
meeting-substitute-length = Write the name of the person who comes: 2 to 100 characters.

# The coordinator sets a meeting.
meeting-ask-month = For which month is the meeting?
meeting-months-all-set = Meetings are set for all months of the roadmap.
meeting-ask-day =
    <b>Meeting, { $month }</b>
    Choose a day or write a date, for example 20.01 or 20 January.
meeting-day-button = { $day }, { $weekday }
meeting-day-unclear = I do not understand this date. Write it like this: 20.01 or 20 January.
meeting-day-past = This day has passed. Write today's date or a later one, with the year if needed: 20.01.2022.
meeting-day-far = This day is more than a year off. Check the date and write it again.
meeting-day-off = { $day }, { $weekday }, is a day off. Set the meeting on it all the same?
meeting-day-off-button = Yes, on this day
meeting-other-day-button = Choose another day
meeting-ask-time = At what time? Choose one or write it, for example 15:30.
meeting-time-unclear = I do not understand this time. Write it like this: 15:30.
meeting-time-odd = { $time } is an unusual time for a meeting. Write a time from 8:00 to 20:00.
meeting-time-past = This time has passed today. Choose a later one.
meeting-ask-place = Where do we meet? Write the address and the room, or send a link.
meeting-last-place = Last time: { $place }
meeting-same-place-button = The same as last time
meeting-place-length = Write the place: 2 to 200 characters.
meeting-ask-agenda = What is the agenda? Write it in one message or skip it.
meeting-skip-button = Skip
meeting-agenda-length = The agenda is too long: more than { $limit } characters. Shorten it and send it again.
meeting-preview = { $moved ->
    [yes] { $count ->
        [one] { $count } person will be told of the change. It will be like this:
       *[other] { $count } people will be told of the change. It will be like this:
     }
   *[no] { $count ->
        [one] { $count } person will get the invitation and see:
       *[other] { $count } people will get the invitation and see:
     }
 }
meeting-ask-change = What should change? This is how it is set now:
meeting-preview-press = Check the invitation above and press “Send out”, or the button of what should change.
meeting-send-button = Send out
meeting-change-day-button = Another day
meeting-change-time-button = Another time
meeting-change-place-button = Another place
meeting-change-agenda-button = Another agenda
meeting-sent = { $count ->
    [one] The invitation goes to { $count } person.
   *[other] Invitations go to { $count } people.
 }
meeting-changes-sent = { $count ->
    [one] { $count } person will be told of the change.
   *[other] { $count } people will be told of the change.
 }
meeting-already-set = The meeting of this month is set already.
meeting-draft-changed = Something has changed since then. Please check again.
meeting-begun = The meeting has begun and cannot be changed.

# The coordinator moves or cancels a meeting.
meeting-move-button = Change time or place
meeting-cancel-button = Cancel the meeting
meeting-cancel-question =
    Cancel the meeting { $moment }? Everybody invited will be told.
meeting-cancel-sure-button = Yes, cancel it
meeting-cancel-done = { $count ->
    [one] The meeting is cancelled. { $count } person will be told.
   *[other] The meeting is cancelled. { $count } people will be told.
 }
meeting-cancelled-already = This meeting is cancelled already.

# The minutes.
meeting-protocol-button = Hand in the minutes
meeting-protocol-wanted =
    The meeting is over: { $moment }. What remains are the minutes: send them as a PDF or take a photo.

# Messages to members.
meeting-invitation = <b>You are invited to a meeting of the coordination group</b>
meeting-reminder = { $today ->
    [yes] <b>The coordination group meets today at { $time }</b>
   *[no] <b>The coordination group meets tomorrow at { $time }</b>
 }
meeting-reminder-substitute = { $name } comes instead of you: please remind them.
meeting-moved = <b>A meeting of the coordination group has changed</b>
meeting-moved-time = Before: { $old }
meeting-moved-place = The place before: { $old }
meeting-moved-agenda = The agenda has changed.
meeting-moved-answer = Your answer is kept. Please confirm or change it.
meeting-called-off = <b>The meeting of the coordination group is cancelled</b>. It was set for { $moment }. There is no need to come.
