cli-roadmap = { $title }, { $year }
cli-counts =
    { $activities ->
        [one] { $activities } activity
       *[other] { $activities } activities
    }, { $occurrences ->
        [one] { $occurrences } dated occurrence
       *[other] { $occurrences } dated occurrences
    }
cli-file-unreadable = the file { $file } can't be read: { $reason }
cli-file-unwritable = the file { $file } can't be written: { $reason }
cli-nothing-to-back-up = there is no database { $file } yet, so there is nothing to back up
cli-not-empty = a backup is restored into an empty place only: { $file } or files in { $folder } are there already
cli-backup-postgres = PostgreSQL has pg_dump and pg_restore; copy the evidence folder besides
cli-backup-without-bucket = Only the database is saved: evidence is in the storage { $bucket }; copy it by the storage's own means.
cli-restore-without-bucket = Only the database is restored: evidence is read from the storage { $bucket }. kurator doctor --evidence says whether all of it is there.
cli-restore-files-into-bucket = { $file } has files of evidence, while EVIDENCE_URL is s3://; set it to a folder and restore once more
cli-database-unusable = the database { $address } can't be opened: { $reason }
cli-not-a-backup = { $file } is no backup of the bot, or it is damaged
cli-port-taken = the port { $port } is taken; choose another one: make demo PORT=8082
cli-port-refused = the port { $port } can't be opened: { $reason }
cli-demo-ready = The demo is ready. Open { $address } — Ctrl+C stops it.
cli-demo-claim = Begin with the coordinator's chat: the «Start» button (or the setup code { $code }).
cli-summary = { $date }, { $roadmap }: { $overdue } overdue, { $due_soon } due soon, { $in_review } in review, { $done } done, { $ahead } ahead
cli-summary-school = { $name }: { $overdue } overdue, { $due_soon } due soon, { $in_review } in review, { $done } done, { $ahead } ahead
cli-export-format = file { $file }: the roadmap can be saved as .xlsx or .docx
cli-no-roadmap = there is no roadmap yet
cli-no-roadmap-of-year = there is no roadmap for { $year }
