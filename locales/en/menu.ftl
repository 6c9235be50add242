# Greeting, help, cancelling.

menu-greeting = Hello, { $name }! Please choose a section on the keyboard below.
menu-no-role = Hello, { $name }! You have no role in the programme now. To get one, ask the coordinator for an invitation.
menu-help-coordinator =
    <b>Coordinator</b>
    • “{ menu-roadmap-button }”: load and start the plan.
    • “{ menu-people-button }”: add schools and invite people.
    • “{ menu-review-button }”: accept evidence or return it with a reason.
    • “{ menu-meetings-button }”: set the day, see who comes, hand in the minutes.
    • “{ menu-surveys-button }”: ask everybody at once and see the answers.
    • “{ menu-summary-button }”: who is behind and what is done.
    • “{ menu-evidence-button }”: all that was handed in, by school, month or activity.
    • “{ menu-tasks-button }”: what is needed from you.
    • /announce: an announcement to whom it concerns; /preview: what goes out to whom this week; /journal: who changed what; /newyear: a roadmap for the new year.
menu-help-department =
    <b>Education department</b>
    • “{ menu-summary-button }”: how the schools are doing.
    • “{ menu-evidence-button }”: all that was handed in, by school, month or activity.
    • “{ menu-tasks-button }”: what is planned for the department itself.
menu-help-curator =
    <b>Curator</b>
    Open “{ menu-tasks-button }”, choose one, press “{ evidence-submit-button }”, send photos or a PDF and press “{ evidence-done-button }”. The coordinator reviews it, and the bot tells you the decision.
menu-help-representative =
    <b>School representative</b>
    Open “{ menu-tasks-button }”, choose one, press “{ evidence-submit-button }”, send photos or a PDF and press “{ evidence-done-button }”. The coordinator reviews it, and the bot tells you the decision.
menu-help-for-all = “{ menu-settings-button }”: language, name, the hour of the morning message, “Do not disturb”, a pause and a substitute. What the bot keeps about you: /mydata. To cancel what you began: /cancel.
menu-whom-to-ask = Questions go to the coordinator: { $names }.
menu-nothing-to-cancel = There is nothing to cancel: the bot is not waiting for anything from you.
menu-cancelled = Cancelled.
menu-files-kept = The bot no longer waits for files. Those you sent stay in the task: open it to go on.
