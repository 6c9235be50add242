# Schools, people, invitations.

people-role-coordinator = municipal coordinator
people-role-department = education department
people-role-curator = curator
people-role-representative = school representative
people-role-at = { $role } — { $schools }
people-and-more = { $names } and { $count } more

people-totals =
    <b>Schools and people</b>
    Schools: { $schools }. No curator in the bot yet: { $curators }, no representative: { $representatives }.
people-no-schools =
    <b>Schools and people</b>
    There are no schools yet. Begin with “{ people-add-schools-button }”, then invite curators and representatives.
people-school-line = <b>{ $name }</b>
people-line-curator = Curator: { $who }
people-line-representative = Representative: { $who }
people-invited = invited, has not joined yet
people-nobody = nobody yet
people-add-schools-button = Add schools
people-invite-button = Invite
people-everybody-button = All people
people-invitations-button = Invitations
people-archive-button = Archive of schools
people-archive =
    <b>Archive of schools</b>
    These schools have no tasks. Open a school to bring it back.
people-archive-empty = The archive is empty: all schools take part.

people-school-archived = In the archive: tasks are withdrawn, there are no reminders.
people-member-line = { $name } — { $role }
people-school-without-people = Nobody has joined yet.
people-invited-line = Invitation sent: { $role }
people-invite-curator-button = Invite a curator
people-invite-representative-button = Invite a representative
people-invite-department-button = Invite the education department
people-invite-coordinator-button = Invite a second coordinator
people-rename-button = Rename
people-to-archive-button = To the archive
people-restore-button = Bring back
people-archived = The school is in the archive, its tasks are withdrawn.
people-archived-already = This school is in the archive already.
people-restored = The school takes part again.
people-restored-already = This school takes part already.

people-ask-schools =
    Write the names of the schools, each on a line of its own. For example:

    School No. 901
    School No. 902
people-ask-school-name = What is “{ $name }” called now? Please write the new name.
people-school-name-unclear = This does not look like a name. Please write it in words, for example: School No. 901.
people-school-name-too-long = This is too long: { $limit } characters at most. Please write it shorter.
people-school-name-taken = There is a school of this name already (perhaps in the archive). Please write another one.
people-too-many-lines = At most { $limit } schools at a time. Please send the list in parts.
people-added = { $count ->
        [0] No school was added.
        [one] { $count } school was added.
       *[other] { $count } schools were added.
    }
people-added-line = ✓ { $name }
people-known-line = { $name } — is there already
people-in-archive-line = { $name } — is in the archive and can be brought back from there
people-not-a-name-line = { $name } — does not look like a name
people-too-long-line = { $name } — too long, please write it shorter
people-add-more-button = Add more

people-list =
    <b>All people</b>
    { $count ->
        [one] { $count } person has joined.
       *[other] { $count } people have joined.
    }
people-name = <b>{ $name }</b>
people-name-unreachable = ⚠ <b>{ $name }</b> — messages do not arrive
people-no-role = no role
people-reachable = Messages arrive.
people-unreachable-hint = ⚠ Messages do not arrive. Ask them to open the bot and press “Start”, or send the invitation anew.
people-paused = Reminders are paused until { $day }.
people-withdraw-button = Remove: { $what }
people-give-back-button = Give back: { $what }
people-withdrawn = Removed.
people-withdrawn-already = The person does not have this any more.
people-given-back = Given back.
people-given-back-already = It is in place already.
people-has-left = This person has left the bot.
people-last-coordinator = You are the only coordinator. Please invite a second one first: without a coordinator the work stops.
people-anew-coordinator-button = Invite anew: coordinator
people-anew-department-button = Invite anew: department
people-anew-curator-button = Invite anew: curator
people-anew-representative-button = Invite anew: representative
people-person-button = Open the card
people-cannot-reach =
    ⚠ <b>{ $name }</b> does not get the bot's messages.
    { $roles }

    Ask them to open the bot and press “Start”. If that does not help, open the card and send the invitation anew.
people-cannot-reach-several =
    ⚠ { $count ->
        [one] { $count } person no longer gets
       *[other] { $count } people no longer get
    } the bot's messages:
people-cannot-reach-line = • <b>{ $name }</b>: { $roles }
people-cannot-reach-more = … and { $count } more
people-cannot-reach-hint = Ask them to open the bot and press “Start”. An invitation can be sent anew from the list “Whom nothing reaches”.
people-membership-removed = The coordinator has ended your role: { $place }. If that is a mistake, please write to the coordinator.
people-membership-returned = The coordinator has given your role back: { $place }. Everything is as before.

people-choose-role = Whom to invite?
people-add-schools-first = Please add schools first.
people-pick-one = Role: { $role }. Choose the school.
people-pick-several = Role: { $role }. Tick the schools (several if you like) and press “Done”.
people-picked =
    Role: { $role }. Ticked: { $schools }.

    If these are all, press “Done”.
people-ticked-button = ✓ { $name }
people-ticks-done-button = Done ({ $count })
people-nothing-ticked = Please tick at least one school.
people-too-many-ticks = At most { $limit } schools in one invitation.
people-school-is-gone = This school no longer takes part. Please choose another one.
people-invitation-made = The invitation is ready. Forward the next message to the person. The bot will not show the link again, but can replace it with a new one.
people-invitation-text =
    Hello! I invite you to the bot of the school support programme “500+”.
    Your role: { $place }.

    Open the link and press “Start”:
    { $link }

    The link is for you alone: it works once, until { $until }.
people-invitation-text-named =
    Dear { $name }, I invite you to the bot of the school support programme “500+”.
    Your role: { $place }.

    Open the link and press “Start”:
    { $link }

    The link is for you alone: it works once, until { $until }.
people-revoke-button = Withdraw
people-invite-more-button = Invite more
people-invitations = Waiting for an answer: { $count ->
        [one] { $count } invitation.
       *[other] { $count } invitations.
    }
people-invitations-none = No invitation waits for an answer.
people-invitation-line =
    { $number }. { $place }
    works until { $until }
people-renew-button = { $number }: new link
people-revoke-number-button = { $number }: withdraw
people-revoked = The invitation is withdrawn: the link no longer works.
people-invitation-over = This invitation is no longer in force.
people-invited-named = { $name } — { $role }, the invitation is not opened yet
people-expected = { $name } (not in the bot yet)
people-school-short = In short: { $name }
people-school-note = Phone, note: { $note }
people-short-button = Short name
people-note-button = Note
people-ask-short =
    What is “{ $name }” called in short? Now: { $now }.
    Send “-” to remove the short name.
people-ask-note =
    Write a work phone or a note about “{ $name }”. Only the coordinator sees it. Now: { $now }.
    Send “-” to remove it.
people-bring-back-button = Bring the invitation back
people-brought-back = The invitation works again, with the same link.
people-invitation-named =
    { $number }. <b>{ $name }</b>: { $place }
    not in the bot yet, works until { $until }
people-invitation-named-late =
    { $number }. <b>{ $name }</b>: { $place }
    ⚠️ not in the bot yet, the link expired on { $until }
people-invitation-line-late =
    { $number }. { $place }
    ⚠️ the link expired on { $until }
people-name-invitation-button = Say whom it is for
people-ask-invitee = Whom is this invitation for ({ $place })? Write the name, only the coordinator sees it.
