# Опросы: ответы, составление, результаты.

# Раздел «Опросы».
survey-section = <b>Опросы</b>
survey-section-empty =
    <b>Опросы</b>

    Сейчас вас ни о чём не спрашивают. Когда появится опрос, я напишу.
survey-own-waiting =
    <b>{ $title }</b>
    { $begun ->
        [yes] вы начали, ответьте до { $until }
       *[no] ответьте до { $until }
    }
survey-own-submitted =
    <b>{ $title }</b>
    ✓ ответы отправлены { $at }
survey-take-titled-button = Ответить: { $title }
survey-own-answers-button = ✓ { $title }
survey-new-button = Новый опрос
survey-list-draft-button = Черновики ({ $count })
survey-list-open-button = Идут сейчас ({ $count })
survey-list-closed-button = Завершённые ({ $count })
survey-to-list-button = К опросам

# Приглашение и напоминание.
survey-invitation =
    <b>Опрос: { $title }</b>

    Пожалуйста, ответьте до { $until }. { $questions ->
        [one] Всего { $questions } вопрос.
        [few] Всего { $questions } вопроса.
       *[many] Всего { $questions } вопросов.
    } Каждый ответ сохраняется сразу: можно прерваться и вернуться.
survey-reminder =
    <b>Опрос: { $title }</b>

    { $begun ->
        [yes] Вы начали отвечать, осталось закончить и отправить.
       *[no] Напоминаю: вашего ответа пока нет.
    } Опрос открыт до { $until }.
survey-take-button = Ответить

# Ответы на вопросы.
survey-question-head =
    <b>{ $title }</b>
    Вопрос { $number } из { $total }
survey-question-text = <b>{ $text }</b>
survey-option-line = { $number }. { $option }
survey-option-button =
    { $chosen ->
        [yes] ✓ { $option }
       *[no] { $option }
    }
survey-given = Ваш ответ: { $answer }
survey-hint-single =
    { $answered ->
        [yes] Можно выбрать другой вариант или пойти дальше.
       *[no] Выберите один вариант.
    }
survey-hint-text =
    { $answered ->
        [yes] Чтобы заменить ответ, напишите новый.
       *[no] Напишите ответ сообщением.
    }
survey-press-an-option = На этот вопрос ответьте кнопкой: выберите один из вариантов.
survey-next-button = Дальше ›
survey-answer-missing = Остался вопрос без ответа.
survey-answers-unsent =
    <b>{ $title }</b>
    Проверьте ответы и отправьте их.
survey-answers-sent =
    <b>{ $title }</b>
    ✓ Ответы отправлены, спасибо! { $open ->
        [yes] Изменить их можно до { $until }.
       *[no] Опрос завершён.
    }
survey-answer-head = <b>{ $number }. { $text }</b>
survey-answer-piece = { $text }
survey-answer-none = нет ответа
survey-submit-button = Отправить
survey-change-button = Изменить
survey-change-answers-button = Изменить ответы
survey-submitted = Ответы отправлены. Спасибо!
survey-submitted-already = Ответы уже отправлены.
survey-is-over = Этот опрос завершён, ответы больше не принимаются.

# Списки и карточка опроса.
survey-list-draft =
    <b>Черновики опросов</b>{ $empty ->
        [yes] { "" }

    Черновиков нет.
       *[no] { "" }
    }
survey-list-open =
    <b>Опросы, которые идут сейчас</b>{ $empty ->
        [yes] { "" }

    Таких опросов нет.
       *[no] { "" }
    }
survey-list-closed =
    <b>Завершённые опросы</b>{ $empty ->
        [yes] { "" }

    Таких опросов нет.
       *[no] { "" }
    }
survey-line-draft =
    <b>{ $title }</b>
    { $questions ->
        [0] пока без вопросов
        [one] { $questions } вопрос
        [few] { $questions } вопроса
       *[many] { $questions } вопросов
    }
survey-line-open =
    <b>{ $title }</b>
    ответили { $answered } из { $asked }, открыт до { $until }
survey-line-closed =
    <b>{ $title }</b>
    ответили { $answered } из { $asked }, завершён { $until }
survey-card =
    <b>{ $title }</b>
    { $open ->
        [yes] Идёт до { $until }.
       *[no] Завершён { $until }.
    }

    Кого спросили: { $whom }
    Вопросов: { $questions }
    Ответили: { $answered } из { $asked }
survey-results-button = Результаты
survey-silent-button = Кто не ответил ({ $count })
survey-close-button = Закрыть опрос сейчас
survey-close-question =
    Закрыть опрос «{ $title }» сейчас? { $silent ->
        [0] Ответили все.
        [one] Ещё { $silent } человек не ответил и уже не сможет.
        [few] Ещё { $silent } человека не ответили и уже не смогут.
       *[many] Ещё { $silent } человек не ответили и уже не смогут.
    }
survey-close-sure-button = Да, закрыть
survey-closed-now = Опрос закрыт.
survey-closed-already = Опрос уже завершён.

# Результаты.
survey-results =
    <b>{ $title }</b>
    Ответили { $answered } из { $asked }.
survey-result-line =
    { $option }
    { $bar } { $percent } % ({ $count })
survey-result-texts =
    { $count ->
        [0] Ответов пока нет.
        [one] { $count } ответ словами
        [few] { $count } ответа словами
       *[many] { $count } ответов словами
    }
survey-said-button = Вопрос { $number }: читать ответы ({ $count })
survey-said = <b>{ $number }. { $text }</b>
survey-said-by =
    <b>{ $name }</b>
    { $text }
survey-silent =
    <b>{ $title }</b>
    { $count ->
        [0] Ответили все.
       *[many] Не ответили: { $count }.
    }
survey-silent-line =
    • { $name } ({ $roles }){ $begun ->
        [yes] , отвечает
       *[no] { "" }
    }

# Кого спрашивают.
survey-role-coordinator = координаторы
survey-role-department = управление образования
survey-role-curator = кураторы
survey-role-representative = представители школ
survey-role-department-button =
    { $ticked ->
        [yes] ✓ Управление образования
       *[no] Управление образования
    }
survey-role-curator-button =
    { $ticked ->
        [yes] ✓ Кураторы
       *[no] Кураторы
    }
survey-role-representative-button =
    { $ticked ->
        [yes] ✓ Представители школ
       *[no] Представители школ
    }

# Составление опроса.
survey-ask-title =
    <b>Новый опрос</b>

    Напишите название: его увидят все, кого вы спросите.
survey-ask-new-title =
    Сейчас опрос называется «{ $title }».

    Напишите новое название.
survey-ask-kind =
    <b>{ $title }</b>

    { $first ->
        [yes] Добавим первый вопрос. Как на него будут отвечать?
       *[no] Как будут отвечать на новый вопрос?
    }
survey-kind-single-button = Выбрать один вариант
survey-kind-text-button = Написать своими словами
survey-ask-question = Напишите вопрос.
survey-ask-options =
    <b>{ $text }</b>

    Напишите варианты ответа одним сообщением, каждый с новой строки: от { $least } до { $most }.
survey-ask-new-text =
    Сейчас вопрос такой:

    <b>{ $text }</b>

    Напишите его по-новому.
survey-draft =
    <b>{ $title }</b>
    Черновик опроса. { $questions ->
        [0] Пока нет ни одного вопроса.
        [one] { $questions } вопрос, номер внизу откроет его.
        [few] { $questions } вопроса, номер внизу откроет нужный.
       *[many] { $questions } вопросов, номер внизу откроет нужный.
    }
survey-draft-line =
    { $number }. { $text } { $options ->
        [0] <i>своими словами</i>
        [one] <i>{ $options } вариант</i>
        [few] <i>{ $options } варианта</i>
       *[many] <i>{ $options } вариантов</i>
    }
survey-draft-whom = Кого спросить: { $whom }
survey-draft-until = Ответить до { $until }
survey-draft-question =
    Вопрос { $number }, { $kind ->
        [single] один вариант из списка
       *[text] ответ своими словами
    }
survey-add-question-button = Добавить вопрос
survey-preview-button = Посмотреть, как увидят люди
survey-whom-button = Кого спросить ›
survey-until-button = До какого дня ›
survey-check-button = Проверить и отправить ›
survey-title-button = Название
survey-drop-button = Удалить
survey-question-text-button = Изменить текст
survey-question-options-button = Изменить варианты
survey-question-up-button = Поднять выше
survey-question-delete-button = Удалить
survey-question-deleted = Вопрос удалён.
survey-preview = <i>Так увидят люди. Здесь ответы не сохраняются.</i>
survey-preview-end-button = Закончить просмотр
survey-choose-roles =
    <b>Кого спросить?</b>

    { $people ->
        [0] Отметьте, кому отправить опрос.
        [one] Опрос получит { $people } человек.
        [few] Опрос получат { $people } человека.
       *[many] Опрос получат { $people } человек.
    }
survey-choose-end =
    <b>До какого дня отвечать?</b>

    Выберите или напишите дату, например { $example }. Опрос закроется в этот день в 18:00. Тем, кто не ответит, я напомню один раз, примерно за день.
survey-until-tomorrow-button = До завтра
survey-until-week-button = Неделя
survey-until-fortnight-button = Две недели
survey-until-typed-button = Другой день
survey-ask-end = Напишите последний день, например { $example }.
survey-confirm =
    <b>{ $title }</b>

    Вопросов: { $questions }
    Кого спросить: { $whom }
    Ответить до { $until }

    { $people ->
        [one] Опрос получит { $people } человек.
        [few] Опрос получат { $people } человека.
       *[many] Опрос получат { $people } человек.
    } После отправки изменить его нельзя.
survey-send-button = Отправить
survey-sent =
    Опрос отправлен. { $people ->
        [one] Его получит { $people } человек.
        [few] Его получат { $people } человека.
       *[many] Его получат { $people } человек.
    }
survey-sent-already = Этот опрос уже отправлен.
survey-drop-question = Удалить черновик «{ $title }»? Вернуть его будет нельзя.
survey-drop-sure-button = Да, удалить
survey-dropped = Черновик удалён.

# Что не так.
survey-text-empty = Напишите хотя бы одно слово.
survey-text-too-long =
    Слишком длинно: { $length ->
        [one] { $length } знак
        [few] { $length } знака
       *[many] { $length } знаков
    }, а можно не больше { $limit }. Напишите короче, пожалуйста.
survey-options-number =
    Нужно от { $least } до { $most } вариантов, а получилось { $number }. Пришлите их одним сообщением, каждый с новой строки.
survey-option-too-long =
    Вариант «{ $option }…» слишком длинный: можно не больше { $limit } знаков. Сократите его и пришлите все варианты ещё раз.
survey-options-repeat =
    Вариант «{ $option }» повторяется. Уберите лишний и пришлите все варианты ещё раз.
survey-too-many-questions = В опросе уже { $limit } вопросов, больше нельзя.
survey-no-questions = В опросе пока нет вопросов. Добавьте хотя бы один.
survey-nobody = Опрос никто не получит: отметьте тех, кого спросить.
survey-end-past = Этот срок уже прошёл. Выберите другой день.
survey-date-unclear = Не понимаю эту дату. Напишите день и месяц, например 20.01 или 20 января.
survey-date-past = Этот день уже прошёл. Напишите другой.
survey-date-far = Это больше чем через год. Выберите день поближе.
survey-not-a-draft = Этот опрос уже отправлен или удалён, изменить его нельзя.
survey-question-gone = Этого вопроса больше нет.
