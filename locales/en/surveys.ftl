# Surveys: answers, building, results.

# The section.
survey-section = <b>Surveys</b>
survey-section-empty =
    <b>Surveys</b>

    There is nothing to answer now. When there is a survey for you, I will write.
survey-own-waiting =
    <b>{ $title }</b>
    { $begun ->
        [yes] you have begun, please answer by { $until }
       *[no] please answer by { $until }
    }
survey-own-submitted =
    <b>{ $title }</b>
    ✓ answers sent { $at }
survey-take-titled-button = Answer: { $title }
survey-own-answers-button = ✓ { $title }
survey-new-button = New survey
survey-list-draft-button = Drafts ({ $count })
survey-list-open-button = Open now ({ $count })
survey-list-closed-button = Closed ({ $count })
survey-to-list-button = To the surveys

# Invitation and reminder.
survey-invitation =
    <b>Survey: { $title }</b>

    Please answer by { $until }. { $questions ->
        [one] There is { $questions } question.
       *[other] There are { $questions } questions.
    } Every answer is kept at once: you may stop and come back.
survey-reminder =
    <b>Survey: { $title }</b>

    { $begun ->
        [yes] You have begun; please finish and send your answers.
       *[no] A reminder: there is no answer from you yet.
    } The survey is open until { $until }.
survey-take-button = Answer

# Answering.
survey-question-head =
    <b>{ $title }</b>
    Question { $number } of { $total }
survey-question-text = <b>{ $text }</b>
survey-option-line = { $number }. { $option }
survey-option-button =
    { $chosen ->
        [yes] ✓ { $option }
       *[no] { $option }
    }
survey-given = Your answer: { $answer }
survey-hint-single =
    { $answered ->
        [yes] You may choose another option or go on.
       *[no] Choose one option.
    }
survey-hint-text =
    { $answered ->
        [yes] To change your answer, write a new one.
       *[no] Write your answer as a message.
    }
survey-press-an-option = Please answer this question with a button: choose one of the options.
survey-next-button = Next ›
survey-answer-missing = One question has no answer yet.
survey-answers-unsent =
    <b>{ $title }</b>
    Check your answers and send them.
survey-answers-sent =
    <b>{ $title }</b>
    ✓ Your answers are sent, thank you! { $open ->
        [yes] You may change them until { $until }.
       *[no] The survey is closed.
    }
survey-answer-head = <b>{ $number }. { $text }</b>
survey-answer-piece = { $text }
survey-answer-none = no answer
survey-submit-button = Send
survey-change-button = Change
survey-change-answers-button = Change my answers
survey-submitted = Your answers are sent. Thank you!
survey-submitted-already = Your answers are sent already.
survey-is-over = This survey is closed and takes no more answers.

# Lists and the card of a survey.
survey-list-draft =
    <b>Drafts of surveys</b>{ $empty ->
        [yes] { "" }

    There are no drafts.
       *[no] { "" }
    }
survey-list-open =
    <b>Surveys open now</b>{ $empty ->
        [yes] { "" }

    There are none.
       *[no] { "" }
    }
survey-list-closed =
    <b>Closed surveys</b>{ $empty ->
        [yes] { "" }

    There are none.
       *[no] { "" }
    }
survey-line-draft =
    <b>{ $title }</b>
    { $questions ->
        [0] no questions yet
        [one] { $questions } question
       *[other] { $questions } questions
    }
survey-line-open =
    <b>{ $title }</b>
    { $answered } of { $asked } have answered, open until { $until }
survey-line-closed =
    <b>{ $title }</b>
    { $answered } of { $asked } have answered, closed { $until }
survey-card =
    <b>{ $title }</b>
    { $open ->
        [yes] Open until { $until }.
       *[no] Closed { $until }.
    }

    Asked: { $whom }
    Questions: { $questions }
    Answered: { $answered } of { $asked }
survey-results-button = Results
survey-silent-button = Not answered ({ $count })
survey-close-button = Close the survey now
survey-close-question =
    Close the survey “{ $title }” now? { $silent ->
        [0] Everybody has answered.
        [one] { $silent } person has not answered and no longer can.
       *[other] { $silent } people have not answered and no longer can.
    }
survey-close-sure-button = Yes, close it
survey-closed-now = The survey is closed.
survey-closed-already = The survey is closed already.

# Results.
survey-results =
    <b>{ $title }</b>
    { $answered } of { $asked } have answered.
survey-result-line =
    { $option }
    { $bar } { $percent }% ({ $count })
survey-result-texts =
    { $count ->
        [0] No answers yet.
        [one] { $count } answer in words
       *[other] { $count } answers in words
    }
survey-said-button = Question { $number }: read answers ({ $count })
survey-said = <b>{ $number }. { $text }</b>
survey-said-by =
    <b>{ $name }</b>
    { $text }
survey-silent =
    <b>{ $title }</b>
    { $count ->
        [0] Everybody has answered.
       *[other] Not answered: { $count }.
    }
survey-silent-line =
    • { $name } ({ $roles }){ $begun ->
        [yes] , answering
       *[no] { "" }
    }

# Whom to ask.
survey-role-coordinator = coordinators
survey-role-department = the department of education
survey-role-curator = curators
survey-role-representative = school representatives
survey-role-department-button =
    { $ticked ->
        [yes] ✓ Department of education
       *[no] Department of education
    }
survey-role-curator-button =
    { $ticked ->
        [yes] ✓ Curators
       *[no] Curators
    }
survey-role-representative-button =
    { $ticked ->
        [yes] ✓ School representatives
       *[no] School representatives
    }

# Building.
survey-ask-title =
    <b>New survey</b>

    Write its title: everybody you ask will see it.
survey-ask-new-title =
    The survey is called “{ $title }” now.

    Write the new title.
survey-ask-kind =
    <b>{ $title }</b>

    { $first ->
        [yes] Let us add the first question. How will people answer it?
       *[no] How will people answer the new question?
    }
survey-kind-single-button = Choose one option
survey-kind-text-button = Write in their own words
survey-ask-question = Write the question.
survey-ask-options =
    <b>{ $text }</b>

    Write the options in one message, each on its own line: { $least } to { $most } of them.
survey-ask-new-text =
    The question is now:

    <b>{ $text }</b>

    Write it anew.
survey-draft =
    <b>{ $title }</b>
    Draft of a survey. { $questions ->
        [0] There are no questions yet.
        [one] { $questions } question; its number below opens it.
       *[other] { $questions } questions; a number below opens one.
    }
survey-draft-line =
    { $number }. { $text } { $options ->
        [0] <i>in their own words</i>
        [one] <i>{ $options } option</i>
       *[other] <i>{ $options } options</i>
    }
survey-draft-whom = Whom to ask: { $whom }
survey-draft-until = Answer by { $until }
survey-draft-question =
    Question { $number }, { $kind ->
        [single] one option from a list
       *[text] answered in one’s own words
    }
survey-add-question-button = Add a question
survey-preview-button = See it as people will
survey-whom-button = Whom to ask ›
survey-until-button = Until which day ›
survey-check-button = Check and send ›
survey-title-button = Title
survey-drop-button = Delete
survey-question-text-button = Change the text
survey-question-options-button = Change the options
survey-question-up-button = Move up
survey-question-delete-button = Delete
survey-question-deleted = The question is deleted.
survey-preview = <i>People will see it like this. Nothing is kept here.</i>
survey-preview-end-button = Leave the preview
survey-choose-roles =
    <b>Whom to ask?</b>

    { $people ->
        [0] Tick who should get the survey.
        [one] { $people } person will get it.
       *[other] { $people } people will get it.
    }
survey-choose-end =
    <b>Until which day may people answer?</b>

    Choose, or write a date, for example { $example }. The survey closes on that day at 18:00. Those who have not answered get one reminder, about a day before.
survey-until-tomorrow-button = Until tomorrow
survey-until-week-button = A week
survey-until-fortnight-button = Two weeks
survey-until-typed-button = Another day
survey-ask-end = Write the last day, for example { $example }.
survey-confirm =
    <b>{ $title }</b>

    Questions: { $questions }
    Whom to ask: { $whom }
    Answer by { $until }

    { $people ->
        [one] { $people } person will get it.
       *[other] { $people } people will get it.
    } It can’t be changed once it is sent.
survey-send-button = Send
survey-sent =
    The survey is sent. { $people ->
        [one] { $people } person will get it.
       *[other] { $people } people will get it.
    }
survey-sent-already = This survey is sent already.
survey-drop-question = Delete the draft “{ $title }”? It can’t be brought back.
survey-drop-sure-button = Yes, delete it
survey-dropped = The draft is deleted.

# What is wrong.
survey-text-empty = Please write at least one word.
survey-text-too-long =
    That is too long: { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }, and { $limit } is the most. Please write it shorter.
survey-options-number =
    There must be { $least } to { $most } options, and these are { $number }. Send them in one message, each on its own line.
survey-option-too-long =
    The option “{ $option }…” is too long: { $limit } characters is the most. Shorten it and send all the options again.
survey-options-repeat =
    The option “{ $option }” is there twice. Take one out and send all the options again.
survey-too-many-questions = The survey has { $limit } questions already, which is the most.
survey-no-questions = The survey has no questions yet. Add at least one.
survey-nobody = Nobody would get the survey: tick whom to ask.
survey-end-past = That time has passed. Choose another day.
survey-date-unclear = I don’t understand this date. Write day and month, for example 20.01.
survey-date-past = That day has passed. Write another one.
survey-date-far = That is more than a year away. Choose an earlier day.
survey-not-a-draft = This survey is sent or deleted already and can’t be changed.
survey-question-gone = This question is no longer there.
