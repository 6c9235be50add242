# «My data»: what the bot keeps about a person.

command-mydata = My data
my-data-button = My data
my-data-overview =
    <b>My data</b>
    This is all that the bot keeps about you.
    Name: { $name }
    Number in Telegram: { $chat }
my-data-role = Role: { $role }
my-data-role-at = Role: { $role }, { $school }
my-data-consent = You consented on { $day }.
my-data-settings = Language: { $language }, morning message at { $hour }:00.
my-data-counts = You sent: files — { $files }, links — { $links }.
my-data-counts-said = Answers in surveys — { $answers }, decisions on evidence — { $decisions }.
my-data-nothing-else = The bot keeps no phone number, no e-mail address and no profile picture. The file has the details: what, when and for which task.
my-data-download-button = Download
my-data-remove-button = Remove my data
my-data-leave-button = Go on
my-data-file-made = Making the file.
my-data-file-name = My data
my-data-file-not-sent = The file couldn't be sent. Press «{ my-data-download-button }» again a little later.
my-data-removal =
    <b>What will be removed</b>
    Your name, your number in Telegram, roles, settings, invitations and lists with your name. The bot will not write to you any more.

    <b>What stays in the school's record</b>
    Evidence handed in, files and links, comments, answers and decisions — without your name, from a «removed user». Words that you typed in a comment or the name of a file stay as they are.

    You can download your data first. The bot will ask once more.

my-data-table-person = About you
my-data-table-roles = Roles
my-data-table-packages = Handed in
my-data-table-files = Files
my-data-table-links = Links
my-data-table-decisions = Decisions
my-data-table-answers = Answers
my-data-table-meetings = Meetings
my-data-column-name = Name
my-data-column-chat = Number in Telegram
my-data-column-consented = Consent given
my-data-column-language = Language
my-data-column-hour = Hour of the morning message
my-data-column-paused = No reminders before
my-data-column-silent = Silent until
my-data-column-role = Role
my-data-column-school = School
my-data-column-since = Since
my-data-column-at = When
my-data-column-activity = Activity
my-data-column-submitted-at = Handed in
my-data-column-comment = Comment
my-data-column-file = File
my-data-column-caption = Caption
my-data-column-url = Address
my-data-column-accepted = Decision
my-data-column-reason = Reason
my-data-column-survey = Survey
my-data-column-question = Question
my-data-column-answer = Answer
my-data-column-place = Place
my-data-column-coming = Are you coming
my-data-column-substitute = Who comes instead
my-data-accepted = accepted
my-data-returned = returned
my-data-coming-yes = yes
my-data-coming-no = no
my-data-coming-substitute = somebody else comes
