# The roadmap: what is in force, loading a document, the start.

roadmap-none =
    There is no roadmap yet.

    Upload the document with the table of activities. First I will show what I understood; nobody will be told anything.

roadmap-head =
    <b>{ $title }</b>
    { $counts }.
    { $progress }
roadmap-titled = { $title }, { $year }
roadmap-counts =
    { $activities ->
        [one] { $activities } activity
       *[other] { $activities } activities
    }, { $occurrences ->
        [one] { $occurrences } due date
       *[other] { $occurrences } due dates
    }, { $schools ->
        [one] { $schools } activity for schools
       *[other] { $schools } activities for schools
    }
roadmap-counts-meeting = ; meetings of the coordination group: no. { $position }
roadmap-progress =
    { $total ->
        [0] No assignments yet.
       *[other] Assignments: { $total }, accepted: { $accepted }, in review: { $submitted }.
    }
roadmap-activity =
    <b>No. { $position }.</b> { $title }
    <i>{ $reading }</i>
roadmap-activity-button = No. { $position }

roadmap-due-once = due on { $due }
roadmap-due-list = due on { $dates }
roadmap-due-many =
    { $count ->
        [one] { $count } due date
       *[other] { $count } due dates
    }: the first { $first }, the last { $last }
roadmap-due-ongoing = the whole period, last day: { $due }
roadmap-due-unknown = ⚠️ deadline not understood: “{ $phrase }”
roadmap-due-missing = ⚠️ no deadline given

roadmap-card =
    <b>No. { $position }.</b> { $title }

    <b>Deadline in the document:</b> { $phrase }
    <b>Understood as:</b> { $reading }
    <b>Control indicator:</b> { $indicator }
    <b>Executors:</b> { $executors }
    <b>For:</b> { $audience }

    { $progress }
roadmap-card-meeting =
    These are the meetings of the coordination group. Each needs one paper, the minutes, which the coordinator hands in.
roadmap-not-said = not given
roadmap-for-schools = schools
roadmap-for-coordinator = coordinator
roadmap-for-department = department of education
roadmap-for-nobody = not clear, there will be no assignments
roadmap-gone = This activity is no longer in the roadmap.

# Loading a document.
roadmap-upload-button = Upload a document
roadmap-how-to-upload =
    Send the roadmap as a file: DOCX, XLSX, PDF with text, HTML, CSV or TXT.

    I will show first what I understood, and send nothing to anybody.
roadmap-waits-for-document =
    I am waiting for the document as a file. If you changed your mind, press “Cancel”.
roadmap-unnamed = unnamed
roadmap-reading-now =
    { $seconds ->
        [0] Reading the document “{ $name }”…
        [1] Reading the document “{ $name }”…
        [2] Reading the document “{ $name }”…
       *[other] Reading the document “{ $name }”… { $seconds } s so far, it is a long document.
    }
roadmap-document-lost =
    The file could not be fetched. Please send it again.
roadmap-refused =
    The document “{ $name }” was not loaded.

    { $reason }

# What was understood, before the start.
roadmap-draft-added = <b>New activities: { $count }</b>
roadmap-draft-changed = <b>Changed: { $count }</b>
roadmap-draft-removed = <b>Gone (what was handed in is kept): { $count }</b>
roadmap-reason =
    { $reason ->
        [separate-schedule] the date will be in a separate schedule
        [other-plan] the date is in another plan
        [on-demand] the date depends on circumstances
        [to-be-set] the date is still to be set
        [no-anchor] it is counted from an event without a date
        [event] it hangs on an event without a date
        [no-year] the year is not given
        [which-year] it is not clear which year is meant
        [no-such-date] there is no such date in the calendar
        [reversed] the end is before the beginning
        [no-end] it is not said until which day
        [no-bounds] it is not said from which and until which day
        [time-only] only a time is given
        [which-month] the month is not given
        [which-week] the week is not given
        [far-year] no plan has such a year
        [hour-or-day] it may be an hour or a second date
        [weekday-differs] the date and the weekday differ
        [second-date] there is another date beside it, and it is not clear what for
        [season] a season has no exact end
        [rhythm] so many times have no exact dates
        [too-few-dates] there are fewer dates than times
        [several-rhythms] several intervals are given at once
        [classes] only classes are named
        [approximate] there is no date
        [executor-note] this is a note on an executor, not a date
        [empty] no deadline is given
       *[other] I cannot read such an entry
    }
roadmap-start-button = Start
roadmap-drop-button = Cancel the import
roadmap-draft-gone = This document has already been started or dropped.
roadmap-dropped = The import is cancelled: nothing of the document is left.

# After the start.
roadmap-started =
    <b>{ $new ->
        [yes] The roadmap is in force.
       *[no] The roadmap is up to date.
    }</b>

    Activities: { $activities }, due dates: { $occurrences }, new assignments: { $assignments }.
    { $told ->
        [0] There is nobody to be told yet.
        [one] { $told } person will be told.
       *[other] { $told } people will be told.
    }
roadmap-started-same = This roadmap is in force already, nothing has changed.
roadmap-news =
    { $new ->
        [yes] A roadmap is in force now:
       *[no] The roadmap has a new edition, your assignments have changed:
    }
    <b>{ $title }</b>
roadmap-news-owed =
    { $count ->
        [0] Nothing is asked of you now.
        [one] You have { $count } assignment.
       *[other] You have { $count } assignments.
    }
roadmap-news-nearest = The nearest due date: { $due }
