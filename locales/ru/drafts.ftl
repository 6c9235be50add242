# Что понято из документа, до запуска: обзор, мероприятия, решения координатора.

draft-head =
    <b>Вот что я понял из документа «{ $name }»</b>

    { $title }
    { $counts }.
draft-same = По сравнению с действующей ничего не меняется.
draft-differs = По сравнению с действующей: новых мероприятий { $added }, изменится { $changed }, исчезнет { $removed }.
roadmap-draft-warning =
    { $line ->
        [0] ⚠️ { $said }
       *[other] ⚠️ Строка { $line }: { $said }
    }
draft-doubts =
    { $count ->
        [0] ✓ Сомнительного не осталось.
        [one] ⚠️ Посмотрите { $count } сомнительное мероприятие.
        [few] ⚠️ Посмотрите { $count } сомнительных мероприятия.
       *[many] ⚠️ Посмотрите { $count } сомнительных мероприятий.
    }
draft-left-out = Без контроля, как вы решили: № { $positions }.
draft-nothing-sent =
    Пока никому ничего не отправлено. Можно прерваться: всё сохранится в разделе «{ menu-roadmap-button }».

draft-doubts-button = ⚠️ Разобрать сомнительное: { $count }
draft-all-button = Все мероприятия
draft-changes-button = Что изменится
draft-look-button = Запустить…
draft-meeting-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $position ->
        [0] Заседания группы: нет
       *[other] Заседания группы: № { $position }
    }
draft-schools-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $of ->
        [0] Школ пока нет
       *[other] { $all ->
            [yes] Школы: все, { $of }
           *[no] Школы: { $count } из { $of }
        }
    }
draft-ladder-button =
    { $done ->
        [yes] ✓{" "}
       *[no] {""}
    }{ $ladder ->
        [usual] Напоминания: обычные
        [gentle] Напоминания: бережные
        [frequent] Напоминания: частые
       *[own] Напоминания: свои дни
    }
draft-continue-button = Продолжить импорт

# Мероприятия.
draft-list-head = <b>Все мероприятия</b>, сначала сомнительные. Чтобы исправить, нажмите номер.
draft-activity =
    { $mark ->
        [checked] ✓{" "}
        [out] ○{" "}
       *[no] {""}
    }<b>№ { $position }.</b> { $title }
    «{ $phrase }» → <i>{ $reading }</i>
draft-audience = Для кого: { $audience }
draft-doubt = ⚠️ { $said }
draft-remembered = { $audience } (как в прошлый раз)
draft-for-others = только другие исполнители, бот их не спрашивает

draft-changes-head = <b>Что изменится по сравнению с действующей</b>

# Карточка.
draft-card-title = <b>№ { $position }.</b> { $title }
draft-phrase = <b>Срок в документе:</b> { $phrase }
draft-reading = <b>Прочитано так:</b> { $reading }
draft-no-deadline = Без срока бот это мероприятие не контролирует.
draft-corrected = Срок исправлен координатором.
draft-why = <i>{ $why }</i>
draft-card =
    <b>Исполнители в документе:</b> { $executors }
    <b>Для кого:</b> { $audience }
    <b>Показатель для контроля:</b> { $indicator }
draft-card-meeting = Это заседания координационной группы: к каждому сроку координатор сдаёт протокол.
draft-card-left-out = ○ Без контроля: останется в плане, но поручений и напоминаний не будет.
draft-card-checked = ✓ Проверено.
draft-right-button =
    { $dated ->
        [yes] Верно
       *[no] Верно, точного срока нет
    }
draft-deadline-button = Исправить срок
draft-executors-button = Исправить исполнителей
draft-watch-button =
    { $left_out ->
        [yes] Контролировать
       *[no] Не контролировать
    }
draft-next = Дальше. Осталось: { $left }.
draft-all-looked-at = Всё сомнительное разобрано.
draft-saved = Сохранено.
draft-already = Это уже отмечено.

# Срок.
draft-ask-deadline =
    <b>Какой срок у № { $position }?</b> { $title }

    В документе: { $phrase }

    Напишите дату или словами, как в плане: «15 марта», «до 1 июня», «апрель – май», «ежеквартально».
draft-deadline-unclear =
    Такой срок прочитать не получается: { roadmap-reason }.

    Напишите по-другому, например: «15 марта», «до 1 июня», «апрель – май», «ежеквартально».
draft-proposal =
    <b>№ { $position }.</b> Вы написали: «{ $typed }»
    Понимаю так: <i>{ $reading }</i>
draft-proposal-ask = Верно? Если нет, напишите срок ещё раз.
draft-deadline-right-button = Верно
draft-deadline-forgotten = Напишите срок ещё раз: прежний ответ не сохранился.

# Исполнители.
draft-ask-executors =
    <b>Для кого № { $position }?</b> { $title }

    Исполнители в документе: { $executors }
draft-executors-alike =
    { $count ->
        [one] Так же записано ещё в { $count } мероприятии, изменится и там.
        [few] Так же записано ещё в { $count } мероприятиях, изменится и там.
       *[many] Так же записано ещё в { $count } мероприятиях, изменится и там.
    }
draft-executors-kept = Я запомню это для следующего документа.
draft-for-schools-button =
    { $ticked ->
        [yes] ✓ Школы
       *[no] Школы
    }
draft-for-coordinator-button =
    { $ticked ->
        [yes] ✓ Координатор
       *[no] Координатор
    }
draft-for-department-button =
    { $ticked ->
        [yes] ✓ Управление образования
       *[no] Управление образования
    }
draft-for-others-button =
    { $ticked ->
        [yes] ✓ Только другие, не спрашивать
       *[no] Только другие, не спрашивать
    }
draft-executors-done-button = Готово

# Заседания.
draft-ask-meeting =
    <b>Какое мероприятие — заседания группы?</b>
    { $position ->
        [0] Сейчас не выбрано.
       *[other] Сейчас: № { $position }.
    }

    К каждому сроку заседаний бот поможет назначить день, позвать людей и попросит у координатора протокол.
draft-meeting-is-button =
    { $ticked ->
        [yes] ✓ № { $position } { $title }
       *[no] № { $position } { $title }
    }
draft-no-meeting-button = Таких нет

# Школы.
draft-ask-schools =
    <b>Какие школы участвуют?</b>
    { $count ->
        [one] Отмечена { $count }
        [few] Отмечено { $count }
       *[many] Отмечено { $count }
    } из { $of }. Нажмите на школу, чтобы убрать её или вернуть. У убранной поручений по этой дорожной карте не будет.
draft-no-schools =
    Школ пока нет. Добавьте их в разделе «{ menu-people-button }»: поручения появятся у них сразу, даже если дорожная карта уже запущена.
draft-school-button =
    { $ticked ->
        [yes] ✓ { $name }
       *[no] { $name }
    }
draft-schools-right-button = Верно

# Запуск.
draft-start-head =
    <b>{ $new ->
        [yes] Запустить дорожную карту?
       *[no] Обновить дорожную карту?
    }</b>
    { $title }
draft-start-counts =
    Что произойдёт:
    • школ участвует: { $schools };
    • контрольных сроков: { $occurrences }, новых поручений: { $assignments };
    • { $told ->
        [0] сообщать пока некому.
        [one] сообщение получит { $told } человек.
        [few] сообщение получат { $told } человека.
       *[many] сообщение получат { $told } человек.
    }
draft-start-undated =
    { $count ->
        [one] ⚠️ Без срока: № { $positions }. Бот не будет его контролировать.
        [few] ⚠️ Без срока: № { $positions }. Бот не будет их контролировать.
       *[many] ⚠️ Без срока: № { $positions }. Бот не будет их контролировать.
    }
draft-start-doubtful =
    { $count ->
        [one] ⚠️ Сомнительное и не проверено: № { $positions }. Останется, как прочитано.
        [few] ⚠️ Сомнительные и не проверены: № { $positions }. Останутся, как прочитано.
       *[many] ⚠️ Сомнительные и не проверены: № { $positions }. Останутся, как прочитано.
    }
draft-start-ask = Пока ничего не отправлено.

# Отмена, замена, предложение.
draft-ask-drop =
    Отменить импорт документа «{ $name }»? Всё, что вы в нём исправили, пропадёт.

    Если вы исправляли исполнителей, названных в документе, это останется: так я прочту их и в следующем.
draft-drop-sure-button = Да, отменить импорт
draft-offered =
    Пришёл документ «{ $name }». Это дорожная карта?
draft-read-button = Да, прочитать
draft-file-button = Нет, это подтверждение
draft-filed-instead = Хорошо, это подтверждение.
draft-ask-replace =
    Сейчас разбирается документ «{ $there }» (координатор: { $by }). Прочитать вместо него «{ $name }»? Всё исправленное в прежнем пропадёт.
draft-replace-button = Да, прочитать новый
draft-keep-button = Оставить прежний
draft-kept = Хорошо, прежний документ остался.
draft-send-again = Этот документ уже читается или забыт. Если ответа не будет, пришлите его ещё раз.
draft-there-already =
    Пока документ читался, загрузили другой: «{ $there }» (координатор: { $by }). Запустите его или отмените, потом пришлите этот ещё раз.
draft-not-a-document =
    Дорожную карту нужно прислать файлом: DOCX, XLSX, PDF с текстом, HTML, CSV или TXT. С фотографии или из сообщения её не прочитать.

# Дорожная карта и черновик рядом; кто участвует, что без контроля.
draft-there = 📄 Не закончен импорт документа «{ $name }».
draft-ladder-right-button = Верно
roadmap-schools-button = Какие школы участвуют
roadmap-schools =
    <b>Какие школы участвуют в дорожной карте?</b>
    { $count ->
        [one] Отмечена { $count }
        [few] Отмечено { $count }
       *[many] Отмечено { $count }
    } из { $of }. Нажмите на школу, чтобы убрать её или вернуть. Поручения изменятся сразу, сданное сохранится.
roadmap-unwatched = { $reading }; без контроля
roadmap-watched = Бот снова контролирует это мероприятие.
roadmap-not-watched = Бот больше не контролирует это мероприятие.
