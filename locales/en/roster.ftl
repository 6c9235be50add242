# Schools and people as a list: from a spreadsheet; invitations as a file.

roster-button = Upload a list
roster-form-button = Template
roster-take-button = Apply
roster-drop-button = Cancel the upload
roster-links-button = Make the links anew
roster-links-sure-button = Yes, make new links

roster-how-to-send =
    <b>Schools and people as a list</b>
    Send a spreadsheet: XLSX or CSV. Its first row names the columns, in any order; other columns do no harm:

    • School
    • Short name
    • Curator
    • Representative
    • Phone or note

    Only the first is needed. Put a semicolon between several people in a cell. Write a curator of several schools beside each of them.

    I show first what would change, and ask. Nothing is deleted.
roster-still-waiting = I am waiting for a spreadsheet: XLSX or CSV. If you have changed your mind, press “Cancel”.
roster-file-not-sent = The file could not be sent. Press the button again.
roster-form-title = Schools and people
roster-form-file = Schools and people.xlsx
roster-heading-school = School
roster-heading-short-name = Short name
roster-heading-curator = Curator
roster-heading-representative = Representative
roster-heading-note = Phone or note

roster-no-school-column = There is no column “School”. Name the columns in the first row as the template does, and send it again.
roster-no-schools = There is no school in the spreadsheet. Fill in the column of schools and send it again.
roster-too-many = More than { $limit } schools are too many at once. Send the list in parts.
roster-too-many-rows = More than { $limit } rows do not look like a list of schools. Leave only the list and send it again.
roster-too-large = The file has more than { $limit } MB, too much for a list of schools. Copy the list into a new spreadsheet and send that.
roster-not-a-table = This is no spreadsheet. Send the list of schools as XLSX or CSV.

roster-no-school = the school is missing: { $text }
roster-not-a-school = does not look like the name of a school: { $text }
roster-school-too-long = the school’s name has more than { $limit } characters: { $text }
roster-short-too-long = the short name has more than { $limit } characters, left out: { $text }
roster-note-too-long = the note has more than { $limit } characters, left out: { $text }
roster-person-has-phone = a number stands with the name, the person is left out: { $text }. Numbers belong into the column “Phone or note”
roster-not-a-person = does not look like a name, left out: { $text }
roster-person-too-long = the name has more than { $limit } characters, left out: { $text }
roster-person-has-comma = a comma in the name: { $text }. If these are two people, put a semicolon between them
roster-line-skipped = left out, looks like the heading of a section: { $text }
roster-twice = the school { $text } stands in line { $first } already: the people are added there, short name and note are taken from there

roster-head = <b>The list “{ $name }”</b>
roster-counts =
    What would change:
    new schools: { $schools },
    new details of schools: { $changed },
    invitations: { $invitees }.

    In the bot already: { $joined }, invited already: { $invited }. Nothing is done yet.
roster-nothing-new = Nothing would change: all of it is in the bot already. Of the list have joined: { $joined }, are invited: { $invited }.
roster-warnings = ⚠️ <b>Please look: { $count }</b>
roster-warning-line = Line { $line }: { $said }
roster-new = <b>New schools: { $count }</b>
roster-changed = <b>New details: { $count }</b>
roster-invitees = <b>To be invited: { $count }</b>
roster-archived = <b>In the archive, I leave them alone: { $count }</b>
roster-absent = <b>Not in the list, they stay in the bot: { $count }</b>
roster-line = • { $what }
roster-person = { $name } ({ $role })
roster-change = • { $school }: { $what }
roster-short-name = short name { $old } → { $new }
roster-note = note { $old } → { $new }
roster-invitee = • { $name }: { $role } — { $schools }
roster-absent-person = • { $name }: { $role } — { $school }

roster-taken =
    <b>Done</b>
    New schools: { $schools }, new details: { $changed }, invitations: { $invitees }.
roster-forward-messages =
    Below are the invitations as texts: forward each to the person it is for. The file has the same, and QR codes.
    Links are shown once: keep the file.
roster-forward-file =
    Below is a file: for each person a link of their own, a QR code and a text to forward.
    Links are shown once: keep the file.
roster-gone = This list was taken, dropped or replaced by another.
roster-dropped = The upload is cancelled, nothing has changed.

roster-links-ask = { $count ->
        [one] Make a new link for { $count } invitation that nobody has used yet? The old one will stop working.
       *[other] Make new links for { $count } invitations that nobody has used yet? The old ones will stop working.
    }
roster-links-made = { $count ->
        [one] { $count } new link is made.
       *[other] { $count } new links are made.
    }
roster-no-links = All of these invitations have been used or revoked.
roster-invitations-title = Invitations
roster-invitations-file = Invitations.xlsx
roster-invitations-not-sent = The file with the invitations could not be sent. Press “{ roster-links-button }”: the old links stop working, the file comes with new ones.
roster-column-school = School
roster-column-role = Role
roster-column-name = Who is invited
roster-column-link = Personal link
roster-column-text = Text to forward
roster-column-code = QR code
