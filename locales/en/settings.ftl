# Settings of a person.

settings-overview =
    <b>Settings</b>
    Name: { $name }
    Language: { $language }
    { $reminders }
settings-reminders-on = Reminders: on
settings-reminders-paused = Reminders: silent until { $day }
settings-language-button = Language
settings-name-button = Correct my name
settings-pause-button = Pause reminders
settings-resume-button = Resume reminders
settings-leave-button = Leave and delete my data

settings-language-name = English
settings-choose-language = Which language should the bot speak?
settings-language-set = The bot speaks English now.

settings-ask-name = You are listed as: { $name }. Please write your first and last name as colleagues should see them.
settings-name-set = Your name is corrected.
settings-name-unclear = This does not look like a name. Please write your first and last name in letters.
settings-name-too-long = This is too long: { $limit } characters at most. Please write it shorter.

settings-choose-pause = Until which day should there be no reminders of tasks? Deadlines stay as they are. Decisions, meetings and announcements still come.
settings-pause-tomorrow-button = Until tomorrow
settings-pause-week-button = For a week
settings-pause-fortnight-button = For two weeks
settings-pause-date-button = Until a date…
settings-ask-pause-date = Write the day on which reminders should speak again, for example { $example }. At most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ahead.
settings-pause-unclear = This date cannot be read. Please write it in digits, for example 15.03 or 15.03.2022.
settings-pause-out-of-range = It must be a day in the future, at most { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ahead. Please write another date.
settings-paused = No reminders until { $day }.
settings-resumed = Reminders are on again.

settings-leave-sure =
    <b>Leave and delete your data?</b>
    The bot will forget your name, Telegram account number, role and schools, and will not write to you again. Files and answers handed in stay in the school's records without your name.

    You can come back only with a new invitation.
settings-leave-yes-button = Yes, leave and delete
settings-left = You have left, your data is deleted. Thank you for your work! You can come back with a new invitation from the coordinator.
settings-left-name = Deleted user
