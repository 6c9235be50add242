# The journal: who changed what and when.

command-journal = Journal of changes
journal-head = <b>Journal of changes</b>
journal-head-about = <b>Journal of changes: { $name }</b>
journal-empty = Nothing was changed in this time.
journal-entry = <i>{ $when }, { $who }</i>
    { $what }
journal-by-nobody = the program
journal-somebody = a person who has left
journal-whom = Whom do you mean?
journal-nobody = No person and no school has “{ $word }” in its name. Try another word, for example: /journal 901
journal-everybody-button = All changes
journal-button = Journal

journal-topic-all = All
journal-topic-schools = Schools
journal-topic-people = People
journal-topic-roadmap = Roadmap
journal-topic-other = Other
journal-span-week = 7 days
journal-span-month = 30 days
journal-span-all = All time

journal-archive-asked = An archive of evidence was asked for, files: { $new }.
journal-school-added = School added: { $label }.
journal-school-renamed = School renamed from “{ $old }” to “{ $new }”.
journal-school-noted = { $label }: details changed. Before: { $old }. Now: { $new }.
journal-school-archived = School put into the archive: { $label }.
journal-school-restored = School taken out of the archive: { $label }.
journal-school-takes-part = The school takes part in the roadmap again: { $label }.
journal-school-takes-no-part = The school no longer takes part in the roadmap: { $label }.
journal-person-joined = Invitation accepted: { $new }.
journal-person-renamed = Name changed, now: { $new }.
journal-person-left = A person left.
journal-person-given = Role given: { $new }.
journal-person-taken = Role taken away: { $new }.
journal-person-away = Substitute: { $new }.
journal-invitation-made = Invitation made: { $new }.
journal-invitation-named = A name was written on an invitation: { $new }.
journal-invitation-revoked = Invitation revoked: { $old }.
journal-roadmap-started = Roadmap started: { $label }
journal-roadmap-changed = New edition of the roadmap taken: { $label }
journal-roadmap-ladder = Reminders of the roadmap changed. Before: { $old }. Now: { $new }.
journal-activity-added = Activity added: { $label }
journal-activity-removed = Activity removed: { $label }
journal-activity-changed =
    { $of ->
        [title] Activity named otherwise. Before: “{ $old }”. Now: “{ $new }”.
        [indicator] { $label }: indicator changed. Before: { $old }. Now: { $new }.
        [audience] { $label }: executors changed. Before: { $old }. Now: { $new }.
       *[meeting] { $label }: are these the group’s meetings? Before: { $old }. Now: { $new }.
    }
journal-activity-dates = { $label }: deadline changed. Before: { $old }. Now: { $new }.
journal-activity-ladder = { $label }: reminders changed. Before: { $old }. Now: { $new }.
journal-activity-rhythm = { $label }: rhythm changed. Before: { $old }. Now: { $new }.
journal-activity-watched = The activity is watched again: { $label }
journal-activity-unwatched = The activity is watched no more: { $label }
journal-activity-parts = { $label }: what has to be sent changed. Before: { $old }. Now: { $new }.
journal-activity-office = { $label }: Word and Excel files are taken.
journal-activity-no-office = { $label }: Word and Excel files are taken no more.
journal-executors-read = Executors in the document: { $label }. Now they are: { $new }.
journal-meeting-set = Meeting set: { $new }.
journal-meeting-moved = Meeting moved. Before: { $old }. Now: { $new }.
journal-meeting-cancelled = Meeting cancelled: { $old }.
journal-survey-opened = Survey opened: { $label }.
journal-survey-closed = Survey closed: { $label }.
journal-announcement-sent = Announcement sent: { $label }
journal-announcement-stopped = Sending of an announcement stopped: { $label }
journal-nothing-before = none
journal-nothing-now = none
journal-yes = yes
journal-no = no
journal-called-off = called off
journal-review-checked-first = Curators check the evidence of schools first.
journal-review-checked-once = Evidence of schools comes straight to the coordinator.
