# A school goes to another curator, a representative is replaced.

successor-curator-button = Hand over to another curator
successor-representative-button = Replace the representative
successor-invite-button = Invite somebody new by a link
successor-whose = { $school }, { $role }. Who is to be replaced?
successor-to-whom =
    { $school }, { $role }: { $name } at present. To whom does it go?

    Choose somebody who is in the bot, or write a name. Open tasks and reminders go along with the school.
successor-found =
    { $school }, { $role }: { $name } at present. To whom does it go?

    Found for “{ $word }”: { $count }. You may write another name.
successor-gone = This is done already, or has changed. Open the school once more.
successor-done = Handed over: { $name }. Both are told later, until then it can be undone.
successor-left = The role is taken away: { $name } ({ $role } — { $school }). You can still give it back.
successor-handed-on = The coordinator has given your role ({ $role } — { $school }) to somebody else: { $name }. The tasks of this school are not yours any more. If this is a mistake, write to the coordinator.
successor-yours =
    You are now { $role } — { $school }. Before you it was { $name }.
    { $count ->
        [0] There are no open tasks.
        [one] { $count } open task comes with the school.
       *[other] { $count } open tasks come with the school.
    }
