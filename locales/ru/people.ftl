# Школы, люди, приглашения.

people-role-coordinator = муниципальный координатор
people-role-department = управление образования
people-role-curator = куратор
people-role-representative = представитель школы
people-role-at = { $role } — { $schools }
people-and-more = { $names } и ещё { $count }

people-totals =
    <b>Школы и люди</b>
    Школ: { $schools }. В боте ещё нет куратора: { $curators }, представителя: { $representatives }.
people-no-schools =
    <b>Школы и люди</b>
    Школ пока нет. Начните с «{ people-add-schools-button }», потом пригласите кураторов и представителей.
people-school-line = <b>{ $name }</b>
people-line-curator = Куратор: { $who }
people-line-representative = Представитель: { $who }
people-invited = приглашён, ещё не вошёл
people-nobody = пока никого
people-add-schools-button = Добавить школы
people-invite-button = Пригласить
people-everybody-button = Все люди
people-invitations-button = Приглашения
people-archive-button = Архив школ
people-archive =
    <b>Архив школ</b>
    У этих школ поручений нет. Откройте школу, чтобы вернуть её.
people-archive-empty = Архив пуст: все школы участвуют.

people-school-archived = В архиве: поручения сняты, напоминаний нет.
people-member-line = { $name } — { $role }
people-school-without-people = Пока никто не вошёл.
people-invited-line = Приглашение отправлено: { $role }
people-invite-curator-button = Пригласить куратора
people-invite-representative-button = Пригласить представителя
people-invite-department-button = Пригласить управление образования
people-invite-coordinator-button = Пригласить второго координатора
people-rename-button = Переименовать
people-to-archive-button = В архив
people-restore-button = Вернуть из архива
people-archived = Школа в архиве, её поручения сняты.
people-archived-already = Эта школа уже в архиве.
people-restored = Школа снова участвует.
people-restored-already = Эта школа уже участвует.

people-ask-schools =
    Напишите названия школ, каждое с новой строки. Например:

    Школа № 901
    Школа № 902
people-ask-school-name = Как теперь называется «{ $name }»? Напишите новое название.
people-school-name-unclear = Похоже, это не название. Напишите его словами, например: Школа № 901.
people-school-name-too-long = Это слишком длинно: помещается не больше { $limit } знаков. Напишите короче.
people-school-name-taken = Школа с таким названием уже есть (возможно, в архиве). Напишите другое.
people-too-many-lines = За один раз — не больше { $limit } школ. Пришлите список по частям.
people-added = { $count ->
        [0] Ни одной школы не добавлено.
        [one] Добавлена { $count } школа.
        [few] Добавлены { $count } школы.
       *[many] Добавлено { $count } школ.
    }
people-added-line = ✓ { $name }
people-known-line = { $name } — уже есть
people-in-archive-line = { $name } — есть в архиве, её можно вернуть оттуда
people-not-a-name-line = { $name } — не похоже на название
people-too-long-line = { $name } — слишком длинно, напишите короче
people-add-more-button = Добавить ещё

people-list =
    <b>Все люди</b>
    { $count ->
        [one] Вошёл { $count } человек.
        [few] Вошли { $count } человека.
       *[many] Вошло { $count } человек.
    }
people-name = <b>{ $name }</b>
people-name-unreachable = ⚠ <b>{ $name }</b> — сообщения не доходят
people-no-role = без роли
people-reachable = Сообщения доходят.
people-unreachable-hint = ⚠ Сообщения не доходят. Попросите открыть бота и нажать «Старт» или пришлите приглашение заново.
people-paused = Напоминания на паузе до { $day }.
people-withdraw-button = Убрать: { $what }
people-give-back-button = Вернуть: { $what }
people-withdrawn = Убрано.
people-withdrawn-already = Этого у человека уже нет.
people-given-back = Вернули.
people-given-back-already = Это уже на месте.
people-has-left = Этот человек вышел из бота.
people-last-coordinator = Вы единственный координатор. Сначала пригласите второго: без координатора работа остановится.
people-anew-coordinator-button = Пригласить заново: координатор
people-anew-department-button = Пригласить заново: управление
people-anew-curator-button = Пригласить заново: куратор
people-anew-representative-button = Пригласить заново: представитель
people-person-button = Открыть карточку
people-cannot-reach =
    ⚠ <b>{ $name }</b> не получает сообщений бота.
    { $roles }

    Попросите открыть бота и нажать «Старт». Если это не поможет, откройте карточку и пришлите приглашение заново.
people-cannot-reach-several =
    ⚠ Сообщения бота больше не получают { $count ->
        [one] { $count } человек
        [few] { $count } человека
       *[many] { $count } человек
    }:
people-cannot-reach-line = • <b>{ $name }</b>: { $roles }
people-cannot-reach-more = … и ещё { $count }
people-cannot-reach-hint = Попросите их открыть бота и нажать «Старт». Приглашение заново можно прислать из списка «Кому не доходит».
people-membership-removed = Координатор снял с вас роль: { $place }. Если вышла ошибка, напишите координатору.
people-membership-returned = Координатор вернул вам роль: { $place }. Всё как прежде.

people-choose-role = Кого пригласить?
people-add-schools-first = Сначала добавьте школы.
people-pick-one = Роль: { $role }. Выберите школу.
people-pick-several = Роль: { $role }. Отметьте школы (можно несколько) и нажмите «Готово».
people-picked =
    Роль: { $role }. Отмечено: { $schools }.

    Если это все школы, нажмите «Готово».
people-ticked-button = ✓ { $name }
people-ticks-done-button = Готово ({ $count })
people-nothing-ticked = Отметьте хотя бы одну школу.
people-too-many-ticks = В одном приглашении — не больше { $limit } школ.
people-school-is-gone = Эта школа больше не участвует. Выберите другую.
people-invitation-made = Приглашение готово. Перешлите человеку следующее сообщение. Ссылку бот больше не покажет, но её можно будет заменить новой.
people-invitation-text =
    Здравствуйте! Приглашаю вас в бот программы помощи школам «500+».
    Ваша роль: { $place }.

    Откройте ссылку и нажмите «Старт»:
    { $link }

    Ссылка лично для вас: она сработает один раз, до { $until }.
people-invitation-text-named =
    { $name }, здравствуйте! Приглашаю вас в бот программы помощи школам «500+».
    Ваша роль: { $place }.

    Откройте ссылку и нажмите «Старт»:
    { $link }

    Ссылка лично для вас: она сработает один раз, до { $until }.
people-revoke-button = Отозвать
people-invite-more-button = Пригласить ещё
people-invitations = Ждут ответа: { $count ->
        [one] { $count } приглашение.
        [few] { $count } приглашения.
       *[many] { $count } приглашений.
    }
people-invitations-none = Приглашений, которые ждут ответа, нет.
people-invitation-line =
    { $number }. { $place }
    действует до { $until }
people-renew-button = { $number }: новая ссылка
people-revoke-number-button = { $number }: отозвать
people-revoked = Приглашение отозвано: ссылка больше не работает.
people-invitation-over = Это приглашение уже не действует.
people-invited-named = { $name } — { $role }, приглашение ещё не открыто
people-expected = { $name } (ещё не в боте)
people-school-short = Кратко: { $name }
people-school-note = Телефон, примечание: { $note }
people-short-button = Краткое название
people-note-button = Примечание
people-ask-short =
    Как коротко называть «{ $name }»? Сейчас: { $now }.
    Чтобы убрать краткое название, отправьте «-».
people-ask-note =
    Напишите рабочий телефон или примечание о школе «{ $name }». Их видит только координатор. Сейчас: { $now }.
    Чтобы убрать, отправьте «-».
people-bring-back-button = Вернуть приглашение
people-brought-back = Приглашение снова действует: ссылка та же.
people-invitation-named =
    { $number }. <b>{ $name }</b>: { $place }
    ещё не в боте, действует до { $until }
people-invitation-named-late =
    { $number }. <b>{ $name }</b>: { $place }
    ⚠️ ещё не в боте, ссылка устарела { $until }
people-invitation-line-late =
    { $number }. { $place }
    ⚠️ ссылка устарела { $until }
people-name-invitation-button = Указать, для кого
people-ask-invitee = Для кого это приглашение ({ $place })? Напишите имя, его видит только координатор.
