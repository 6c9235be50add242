# The way in: what a stranger sees, the consent, the welcome.

door-needs-invitation = You need an invitation to enter: please ask the municipal coordinator for a link.
door-link-unknown = There is no such invitation. Please ask the coordinator for a new link.
door-link-used = This link has been used: it works once. Please ask the coordinator for a new one.
door-link-expired = This link has expired. Please ask the coordinator for a new one.
door-link-revoked = This invitation was withdrawn. If that is a mistake, please ask the coordinator for a new one.
door-link-empty = The schools of this invitation no longer take part in the programme. Please ask the coordinator for a new one.
door-link-yours = You have already entered with this link. The menu is at /menu.
door-link-adds-nothing = You already have all that this link gives. It still works: pass it on to the person it is meant for.

door-consent =
    Hello! This is the bot of the school support programme “500+”.

    <b>You are invited as:</b> { $place }.

    <b>What the bot keeps about you, and why</b>
    • your name and Telegram account number, to send you tasks and reminders;
    • your role and schools, to show you what concerns you;
    • the answers and files you send, so that the coordinator can report on the roadmap.

    The coordinator and the education department see this; colleagues of your schools see what concerns those schools. The bot needs no data about pupils, please do not send any.

    <b>How to leave:</b> “{ menu-settings-button }” → “{ settings-leave-button }”. Your name and account number are deleted at once; files and answers handed in stay in the school's records without your name.
door-consent-button = I agree, let me in
door-not-now-button = Not now
door-addition =
    This invitation adds a role: <b>{ $place }</b>.

    Everything you have stays as it is.
door-add-button = Add
door-later = All right. To come back to this, send /start.
door-link-later = All right. The link works until { $until }: open it when you are ready.

door-consented =
    ✓ You are in. Role: { $place }.
    Consent to keep your name, Telegram account number, role, answers and files was given on { $day }.
door-added = ✓ Added: { $place }.

door-welcome-coordinator =
    Welcome, { $name }! You are the coordinator: here you see who has handed in what, who is behind and what waits for review.

    If your name is not right, correct it in “{ menu-settings-button }”.
door-welcome-department =
    Welcome, { $name }! “{ menu-summary-button }” shows how the schools are doing, “{ menu-tasks-button }” what is planned for the department.

    If your name is not right, correct it in “{ menu-settings-button }”.
door-welcome-curator =
    Welcome, { $name }! The bot reminds you of deadlines, with one message a day at most. Evidence can be handed in as a photo straight from your phone.

    If your name is not right, correct it in “{ menu-settings-button }”. Below is what your schools need now.
door-welcome-representative =
    Welcome, { $name }! The bot reminds you of deadlines, with one message a day at most. Evidence can be handed in as a photo straight from your phone.

    If your name is not right, correct it in “{ menu-settings-button }”. Below is what your school needs now.
door-first-steps =
    Where to begin:
    1. Send the roadmap as a file, or check the one that is loaded.
    2. Add the schools.
    3. Invite curators and school representatives.
door-claimed-already = You are the coordinator already. The menu is at /menu.

door-code-wrong = This code does not fit. Please check the digits; a code works once.
door-code-too-often = Too many attempts. Please try again in an hour.
door-nameless = No name
