# A new year: last year's roadmap is taken over.

command-newyear = Take the roadmap into a new year
newyear-offer =
    <b>Roadmap for { $year }</b>

    I'll take “{ $title }” ({ $activities ->
        [one] { $activities } activity
       *[other] { $activities } activities
    }) and move its deadlines. Months stay months, and I check dates against days off.

    Last year is kept as it is. I send nothing to anybody until you start it.
newyear-calendar-unknown = The transferred days off of { $year } aren't announced yet: I only know weekends and public holidays.
newyear-draft-goes = ⚠️ “{ $name }” waits for its start. The new draft will take its place.
newyear-ask-schools =
    Which schools take part? If they are others, you tick them in the draft, and name their people in “{ menu-people-button }”.
newyear-open-button = Take into a new year
newyear-same-button = The same schools and people
newyear-others-button = Other schools
newyear-there = There is a roadmap for { $year } already.
newyear-changed = Something has changed since.
newyear-draft-head =
    <b>Deadlines moved to { $year }</b>

    { $title }
    { $counts }.
newyear-day-off =
    { $count ->
        [one] { $day } is a day off; the working day before it is { $before }
       *[other] { $count } dates are days off. The first: { $day }, the working day before it is { $before }
    }
newyear-reworded = the deadline “{ $old }” can't be carried over word for word, please check the date
newyear-drop-button = Give up the new year
newyear-dropped = Given up: last year's roadmap is as it was.
newyear-working-day-button = Move to the working day

# Years and files.
roadmap-year-button =
    { $shown ->
        [yes] ✓ { $year }
       *[no] { $year }
    }
roadmap-download-button = Download { $form }
roadmap-file-name = Roadmap { $year }
roadmap-file-made = Making the file
roadmap-file-not-sent = The file wasn't sent. Please try again.
summary-of-year =
    { $past ->
        [yes] <b>The year { $year } summed up</b>
       *[no] <b>The plan for { $year }</b>
    }
