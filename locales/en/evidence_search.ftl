# Evidence found again: the list with its filter, and one package.

evidence-search-head = <b>Evidence</b>
evidence-search-head-year = <b>Evidence of { $year }</b>
evidence-search-by-school = School: { $name }
evidence-search-by-month = Month: { $name } (due or handed in)
evidence-search-by-activity = Activity { $name }
evidence-search-by-state = State: { $name }
evidence-search-unclear = I don’t understand “{ $words }”. Name a school, a month or the number of an activity, for example: /evidence school 20 March
evidence-search-nothing = Nothing was handed in.
evidence-search-count = Found: { $count }.
evidence-search-many = More than { $count } found. Choose a school or a month.
evidence-search-nobody = the sender has left
evidence-search-found =
    <b>No. { $position }. { $title }</b>
    { $whom }
    { $at }, { $who }: { $holds } — { $state }
evidence-search-by-school-button = School…
evidence-search-by-month-button = Month…
evidence-search-by-activity-button = Activity…
evidence-search-by-state-button = State…
evidence-search-without-button = ✕ { $name }
evidence-search-choice-button = { $name } · { $count }
evidence-search-activity = No. { $position }. { $title }
evidence-search-state-submitted = in review
evidence-search-state-accepted = accepted
evidence-search-state-returned = returned

evidence-search-ask-school = Which school?
evidence-search-ask-month = Which month? I find what was due in it and what was handed in in it.
evidence-search-ask-activity = Which activity?
evidence-search-ask-state = Which evidence shall I show?
evidence-search-nothing-to-choose = There is nothing to choose from: nothing was handed in.

evidence-search-package = Handed in { $at }, { $who }: { $files } — { $state }
evidence-search-card-button = The task
evidence-search-back-button = ‹ To the list

menu-evidence-button = Evidence
command-evidence = What was handed in: find and open
