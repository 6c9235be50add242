# Announcements of the coordinator.

announce-open-button = Announcement
announce-new-button = New announcement
announce-past-button = Past announcements

announce-message =
    <b>An announcement from the coordinator</b>

    { $text }

announce-ask-text = Write the announcement in one message. I will ask afterwards whom to send it to.
announce-ask-new-text = Write the new text of the announcement in one message. Whom it is for stays as it is.
announce-empty = It is empty so far. Write the announcement in words.
announce-too-long = That is too long: { $length } characters, and { $limit } fit. Please shorten it and send it again.
announce-no-draft = This announcement was sent or given up already. Begin a new one with /announce.
announce-nobody = There is nobody to get it: tick roles or schools.

announce-audience =
    <b>Who gets the announcement?</b>
    Tick roles; if it isn't for all schools, choose them.

    { $people ->
        [0] Nobody gets it so far.
        [one] { $people } person gets it.
       *[other] { $people } people get it.
    }
announce-only-schools = Curators and representatives of these schools only: { $schools }.
announce-role-curator-button = { $ticked ->
        [yes] ✓ Curators
       *[no] Curators
    }
announce-role-representative-button = { $ticked ->
        [yes] ✓ School representatives
       *[no] School representatives
    }
announce-role-department-button = { $ticked ->
        [yes] ✓ Department of education
       *[no] Department of education
    }
announce-role-coordinator-button = { $ticked ->
        [yes] ✓ Other coordinators
       *[no] Other coordinators
    }
announce-schools-button = { $count ->
        [0] Choose schools
       *[other] Schools: { $count } chosen
    }
announce-look-button = Look at it and send
announce-words-button = Change the text
announce-audience-button = For whom
announce-drop-button = Don't send

announce-choose-schools =
    <b>Only for the people of these schools</b>
    { $count ->
        [0] Tick schools. With none ticked, the people of all schools get it.
        [one] { $count } school is ticked.
       *[other] { $count } schools are ticked.
    }
announce-school-button = { $ticked ->
        [yes] ✓ { $name }
       *[no] { $name }
    }
announce-all-schools-button = All schools
announce-schools-done-button = Done

announce-confirm =
    { $people ->
        [one] This is how { $people } person will see it.
       *[other] This is how { $people } people will see it.
    }
announce-later = These are quiet hours, so it goes out later: { $moment }.
announce-send-button = Send
announce-sending =
    { $people ->
        [one] Sending it to { $people } person. The next message shows how it goes.
       *[other] Sending it to { $people } people. The next message shows how it goes.
    }
announce-sending-later =
    { $people ->
        [one] { $people } person gets the announcement.
       *[other] { $people } people get the announcement.
    } It goes out at { $moment }. Until then it can be stopped.
announce-sent-already = The announcement was sent already.
announce-dropped = The announcement was given up; nobody got anything.

announce-progress = <b>The announcement is being sent</b>
announce-waits = <b>The announcement waits to be sent</b>
announce-result = <b>The announcement was sent</b>
announce-result-stopped = <b>Sending the announcement was stopped</b>
announce-words = “{ $text }”
announce-delivered = Delivered: { $count } of { $total }
announce-count-waiting = Waiting: { $count }
announce-count-unreachable = Not reached: { $count }
announce-count-failed = Failed: { $count }
announce-count-stopped = Stopped: { $count }
announce-count-gone = No longer needed: { $count }
announce-stop-button = Stop
announce-refresh-button = Refresh
announce-missed-button = Who wasn't reached
announce-stopped =
    { $count ->
        [0] There is nothing left to stop.
        [one] Stopped: { $count } person will not get it.
       *[other] Stopped: { $count } people will not get it.
    }

announce-missed =
    <b>Not reached: { $count }</b>
    “{ $text }”
announce-missed-line = { $name } — { $why }
announce-why-blocked = has blocked the bot
announce-why-deleted = the account was deleted
announce-why-no-chat = has not started the chat
announce-why-unreachable = messages don't arrive
announce-why-failed = sending failed, see the bot's log

announce-past = <b>Past announcements</b>
announce-past-none =
    <b>Past announcements</b>
    Nothing has been sent so far.
announce-past-line =
    { $moment }
    “{ $text }”
    Delivered: { $delivered } of { $total }
