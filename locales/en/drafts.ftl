# What was understood of a document, before the start: overview, activities, what the coordinator decides.

draft-head =
    <b>This is what I understood of the document “{ $name }”</b>

    { $title }
    { $counts }.
draft-same = Nothing changes against the roadmap in force.
draft-differs = Against the roadmap in force: new activities { $added }, changed { $changed }, gone { $removed }.
roadmap-draft-warning =
    { $line ->
        [0] ⚠️ { $said }
       *[other] ⚠️ Line { $line }: { $said }
    }
draft-doubts =
    { $count ->
        [0] ✓ Nothing doubtful is left.
        [one] ⚠️ Please look at { $count } doubtful activity.
       *[other] ⚠️ Please look at { $count } doubtful activities.
    }
draft-left-out = Not watched, as you decided: No. { $positions }.
draft-nothing-sent =
    Nothing has been sent to anybody yet. You may stop here: everything is kept under “{ menu-roadmap-button }”.

draft-doubts-button = ⚠️ Look at what is doubtful: { $count }
draft-all-button = All activities
draft-changes-button = What changes
draft-look-button = Start…
draft-meeting-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $position ->
        [0] Group meetings: none
       *[other] Group meetings: No. { $position }
    }
draft-schools-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $of ->
        [0] No schools yet
       *[other] { $all ->
            [yes] Schools: all, { $of }
           *[no] Schools: { $count } of { $of }
        }
    }
draft-ladder-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $ladder ->
        [usual] Reminders: usual
        [gentle] Reminders: gentle
        [frequent] Reminders: frequent
       *[own] Reminders: own days
    }
draft-continue-button = Go on with the import

# The activities.
draft-list-head = <b>All activities</b>, the doubtful first. Press a number to correct one.
draft-activity =
    { $mark ->
        [checked] ✓{" "}
        [out] ○{" "}
       *[no] {""}
    }<b>No. { $position }.</b> { $title }
    “{ $phrase }” → <i>{ $reading }</i>
draft-audience = For: { $audience }
draft-doubt = ⚠️ { $said }
draft-remembered = { $audience } (as last time)
draft-for-others = others only, the bot asks nothing of them

draft-changes-head = <b>What changes against the roadmap in force</b>

# The card.
draft-card-title = <b>No. { $position }.</b> { $title }
draft-phrase = <b>Deadline in the document:</b> { $phrase }
draft-reading = <b>Read as:</b> { $reading }
draft-no-deadline = Without a deadline the bot does not watch this activity.
draft-corrected = The deadline was corrected by the coordinator.
draft-why = <i>{ $why }</i>
draft-card =
    <b>Executors in the document:</b> { $executors }
    <b>For:</b> { $audience }
    <b>Control indicator:</b> { $indicator }
draft-card-meeting = These are the meetings of the coordination group: for each deadline the coordinator hands in the minutes.
draft-card-left-out = ○ Not watched: it stays in the plan, but there are no assignments and no reminders.
draft-card-checked = ✓ Checked.
draft-right-button =
    { $dated ->
        [yes] Right
       *[no] Right, there is no exact deadline
    }
draft-deadline-button = Correct the deadline
draft-executors-button = Correct the executors
draft-watch-button =
    { $left_out ->
        [yes] Watch
       *[no] Do not watch
    }
draft-next = Next. Left: { $left }.
draft-all-looked-at = All that was doubtful is settled.
draft-saved = Saved.
draft-already = This is marked already.

# The deadline.
draft-ask-deadline =
    <b>What is the deadline of No. { $position }?</b> { $title }

    In the document: { $phrase }

    Write a date, or in words as plans do: “15 марта”, “до 1 июня”, “апрель – май”, “ежеквартально”.
draft-deadline-unclear =
    I cannot read this deadline: { roadmap-reason }.

    Please write it differently, for example: “15 марта”, “до 1 июня”, “апрель – май”, “ежеквартально”.
draft-proposal =
    <b>No. { $position }.</b> You wrote: “{ $typed }”
    I understand: <i>{ $reading }</i>
draft-proposal-ask = Is that right? If not, write the deadline again.
draft-deadline-right-button = Right
draft-deadline-forgotten = Please write the deadline again: the last answer was not kept.

# The executors.
draft-ask-executors =
    <b>Whom is No. { $position } for?</b> { $title }

    Executors in the document: { $executors }
draft-executors-alike =
    { $count ->
        [one] { $count } more activity has the same words and will change too.
       *[other] { $count } more activities have the same words and will change too.
    }
draft-executors-kept = I will remember it for the next document.
draft-for-schools-button =
    { $ticked ->
        [yes] ✓ Schools
       *[no] Schools
    }
draft-for-coordinator-button =
    { $ticked ->
        [yes] ✓ Coordinator
       *[no] Coordinator
    }
draft-for-department-button =
    { $ticked ->
        [yes] ✓ Department of education
       *[no] Department of education
    }
draft-for-others-button =
    { $ticked ->
        [yes] ✓ Only others, do not ask
       *[no] Only others, do not ask
    }
draft-executors-done-button = Done

# Meetings.
draft-ask-meeting =
    <b>Which activity is the group's meetings?</b>
    { $position ->
        [0] None is chosen now.
       *[other] Now: No. { $position }.
    }

    For each of its deadlines the bot helps to set a day and call the people, and asks the coordinator for the minutes.
draft-meeting-is-button =
    { $ticked ->
        [yes] ✓ No. { $position } { $title }
       *[no] No. { $position } { $title }
    }
draft-no-meeting-button = There are none

# Schools.
draft-ask-schools =
    <b>Which schools take part?</b>
    { $count } of { $of } are ticked. Press a school to take it out or back in: out, it has no assignments of this roadmap.
draft-no-schools =
    There are no schools yet. Add them under “{ menu-people-button }”: they get their assignments at once, even when the roadmap is running.
draft-school-button =
    { $ticked ->
        [yes] ✓ { $name }
       *[no] { $name }
    }
draft-schools-right-button = Right

# The start.
draft-start-head =
    <b>{ $new ->
        [yes] Start the roadmap?
       *[no] Update the roadmap?
    }</b>
    { $title }
draft-start-counts =
    What will happen:
    • schools taking part: { $schools };
    • deadlines: { $occurrences }, new assignments: { $assignments };
    • { $told ->
        [0] there is nobody to tell yet.
        [one] { $told } person gets a message.
       *[other] { $told } people get a message.
    }
draft-start-undated = ⚠️ Without a deadline: No. { $positions }. The bot will not watch { $count ->
        [one] it
       *[other] them
    }.
draft-start-doubtful = ⚠️ Doubtful and not checked: No. { $positions }. { $count ->
        [one] It stays as it was read.
       *[other] They stay as they were read.
    }
draft-start-ask = Nothing has been sent yet.

# Giving up, replacing, offering.
draft-ask-drop =
    Cancel the import of the document “{ $name }”? All that you corrected in it will be lost.

    If you corrected executors that the document names, that stays: I will read them so in the next one too.
draft-drop-sure-button = Yes, cancel the import
draft-offered =
    The document “{ $name }” has come. Is it a roadmap?
draft-read-button = Yes, read it
draft-file-button = No, it is evidence
draft-filed-instead = All right, it is evidence.
draft-ask-replace =
    The document “{ $there }” (coordinator: { $by }) is being worked on. Read “{ $name }” in its place? All that was corrected in the former will be lost.
draft-replace-button = Yes, read the new one
draft-keep-button = Keep the former
draft-kept = All right, the former document stays.
draft-send-again = This document is being read already, or forgotten. If no answer comes, please send it again.
draft-there-already =
    While the document was being read another one was loaded: “{ $there }” (coordinator: { $by }). Start or cancel it, then send this one again.
draft-not-a-document =
    The roadmap has to come as a file: DOCX, XLSX, PDF with text, HTML, CSV or TXT. It cannot be read from a photo or a message.

# The roadmap beside a draft; who takes part, what is not watched.
draft-there = 📄 The import of the document “{ $name }” is not finished.
draft-ladder-right-button = Right
roadmap-schools-button = Which schools take part
roadmap-schools =
    <b>Which schools take part in the roadmap?</b>
    { $count } of { $of } are ticked. Press a school to take it out or back in. Assignments change at once, what was handed in is kept.
roadmap-unwatched = { $reading }; not watched
roadmap-watched = The bot watches this activity again.
roadmap-not-watched = The bot does not watch this activity any more.
