# Common to all conversations.

error-unexpected =
    Something went wrong. Please try again. If that does not help, give the coordinator this error code: <code>{ $code }</code>.

# A toast for a button that is not for this person or no longer in force.
refused = This button is not for you or no longer works.

not-understood =
    I do not understand this message. Please choose a section on the keyboard below.

# Buttons of the menu below the chat.
menu-tasks-button = My tasks
menu-surveys-button = Surveys
menu-meetings-button = Meetings
menu-summary-button = Summary
menu-review-button = Review
menu-people-button = Schools and people
menu-roadmap-button = Roadmap
menu-settings-button = Settings
menu-help-button = Help

# Descriptions of the commands in Telegram's menu.
command-start = Start
command-tasks = What has to be handed in
command-surveys = Surveys
command-meetings = Meetings of the coordination group
command-summary = Summary of the schools
command-review = Evidence to be reviewed
command-people = Schools, people and invitations
command-roadmap = Roadmap
command-announce = An announcement to people or schools
command-preview = What goes out this week
command-settings = Language, name, reminders
command-help = What can be done here
command-cancel = Cancel what was begun

# Buttons common to all conversations.
back-button = ‹ Back
cancel-button = Cancel
previous-page-button = ‹
next-page-button = ›
page-button = { $page }/{ $pages }
