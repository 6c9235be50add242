# Заседания координационной группы.

# Раздел.
meetings-title = <b>Заседания координационной группы</b>
meetings-none = { $organiser ->
    [yes] Ближайшее заседание пока не назначено.
   *[no] Ближайшее заседание пока не назначено. Как только координатор назначит его, вы получите сообщение.
 }
meetings-past = Прошедшие заседания — на кнопках внизу.
meetings-not-set = { $month } — не назначено.
meetings-not-set-either = Также не назначены: { $months }.

# Со строчной буквы; в начале строки первая делается прописной.
meeting-month = { $number ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
 }

meeting-card-button = Кто придёт · изменить
meeting-later-button = { $day }, { $time }
meeting-past-button = { $day }{ $protocol ->
    [accepted] { " " }— протокол сдан
    [submitted] { " " }— протокол на проверке
    [returned] { " " }— протокол возвращён
    [open] { " " }— протокола пока нет
   *[other] { "" }
 }
meeting-plan-button = Назначить: { $month }
meeting-other-month-button = Другой месяц

# Карточка.
meeting-title = <b>Заседание координационной группы</b>, { $month }
meeting-moment = { $day }, { $weekday }, { $time }
meeting-when = Когда: <b>{ $moment }</b>
meeting-where = Где: { $place }
meeting-agenda = Повестка: { $agenda }
meeting-own = { $answer ->
    [yes] Ваш ответ: буду
    [no] Ваш ответ: не смогу
    [substitute] Ваш ответ: придёт замена — { $name }
   *[silent] Вы ещё не ответили. Придёте?
 }
meeting-is-cancelled = Заседание отменено.
meeting-protocol-state = { $state ->
    [accepted] Протокол сдан.
    [submitted] Протокол на проверке.
    [returned] Протокол возвращён, его нужно исправить.
    [open] Протокол ещё не сдан.
   *[other] Протокол не нужен.
 }
meeting-answers = <b>Ответы</b> (приглашено: { $count })
meeting-count = { $answer ->
    [yes] Будут: { $count }
    [no] Не смогут: { $count }
    [substitute] Придёт замена: { $count }
   *[silent] Ещё не ответили: { $count }
 }
meeting-name = • { $name }
meeting-name-substitute = • { $name } → { $substitute }

# Ответ участника.
meeting-answer-yes-button = { $chosen ->
    [yes] ✓ Буду
   *[no] Буду
 }
meeting-answer-no-button = { $chosen ->
    [yes] ✓ Не смогу
   *[no] Не смогу
 }
meeting-answer-substitute-button = { $chosen ->
    [yes] ✓ Придёт замена
   *[no] Придёт замена
 }
meeting-answer-kept = Записал, спасибо.
meeting-answer-same = Ваш ответ уже записан.
meeting-answer-late = Заседание уже началось, ответ изменить нельзя.
meeting-answer-cancelled = Это заседание отменено, отвечать не нужно.
meeting-answer-outdated = Заседание изменилось. Проверьте время и место и ответьте ещё раз.
meeting-ask-substitute = Кто придёт вместо вас? Напишите имя и должность.
meeting-substitute-length = Напишите имя того, кто придёт: от 2 до 100 знаков.

# Координатор назначает.
meeting-ask-month = За какой месяц заседание?
meeting-months-all-set = На все месяцы дорожной карты заседания уже назначены.
meeting-ask-day =
    <b>Заседание, { $month }</b>
    Выберите день или напишите дату, например: 20.01 или 20 января.
meeting-day-button = { $day }, { $weekday }
meeting-day-unclear = Не понимаю этой даты. Напишите её так: 20.01 или 20 января.
meeting-day-past = Этот день уже прошёл. Напишите сегодняшнюю или будущую дату, можно с годом: 20.01.2022.
meeting-day-far = До этого дня больше года. Проверьте дату и напишите её ещё раз.
meeting-day-off = { $day }, { $weekday } — выходной день. Всё равно назначить на него?
meeting-day-off-button = Да, на этот день
meeting-other-day-button = Выбрать другой день
meeting-ask-time = Во сколько? Выберите время или напишите, например: 15:30.
meeting-time-unclear = Не понимаю этого времени. Напишите его так: 15:30.
meeting-time-odd = { $time } — не слишком ли необычное время? Напишите время с 8:00 до 20:00.
meeting-time-past = Это время сегодня уже прошло. Выберите время позже.
meeting-ask-place = Где соберёмся? Напишите адрес и кабинет или пришлите ссылку.
meeting-last-place = В прошлый раз: { $place }
meeting-same-place-button = Как в прошлый раз
meeting-place-length = Напишите место: от 2 до 200 знаков.
meeting-ask-agenda = Какая повестка? Напишите её одним сообщением или пропустите.
meeting-skip-button = Пропустить
meeting-agenda-length = Повестка слишком длинная: больше { $limit } знаков. Сократите её и пришлите ещё раз.
meeting-preview = { $moved ->
    [yes] { $count ->
        [one] О переменах узнает { $count } человек. Теперь будет так:
        [few] О переменах узнают { $count } человека. Теперь будет так:
       *[many] О переменах узнают { $count } человек. Теперь будет так:
     }
   *[no] { $count ->
        [one] Приглашение получит { $count } человек. Они увидят:
        [few] Приглашение получат { $count } человека. Они увидят:
       *[many] Приглашение получат { $count } человек. Они увидят:
     }
 }
meeting-ask-change = Что изменить? Сейчас назначено так:
meeting-preview-press = Проверьте приглашение выше и нажмите «Разослать» или кнопку того, что нужно изменить.
meeting-send-button = Разослать
meeting-change-day-button = Другой день
meeting-change-time-button = Другое время
meeting-change-place-button = Другое место
meeting-change-agenda-button = Другая повестка
meeting-sent = { $count ->
    [one] Приглашение уйдёт { $count } человеку.
    [few] Приглашения уйдут { $count } людям.
   *[many] Приглашения уйдут { $count } людям.
 }
meeting-changes-sent = { $count ->
    [one] О переменах узнает { $count } человек.
    [few] О переменах узнают { $count } человека.
   *[many] О переменах узнают { $count } человек.
 }
meeting-already-set = Заседание за этот месяц уже назначено.
meeting-draft-changed = С тех пор что-то изменилось. Проверьте ещё раз.
meeting-begun = Заседание уже началось, изменить его нельзя.

# Координатор переносит и отменяет.
meeting-move-button = Изменить время или место
meeting-cancel-button = Отменить заседание
meeting-cancel-question =
    Отменить заседание { $moment }? Все приглашённые получат сообщение об отмене.
meeting-cancel-sure-button = Да, отменить
meeting-cancel-done = { $count ->
    [one] Заседание отменено. Об этом узнает { $count } человек.
    [few] Заседание отменено. Об этом узнают { $count } человека.
   *[many] Заседание отменено. Об этом узнают { $count } человек.
 }
meeting-cancelled-already = Это заседание уже отменено.

# Протокол.
meeting-protocol-button = Сдать протокол
meeting-protocol-wanted =
    Прошло заседание: { $moment }. Остался протокол: пришлите его в PDF или сфотографируйте.

# Сообщения участникам.
meeting-invitation = <b>Приглашаем на заседание координационной группы</b>
meeting-reminder = { $today ->
    [yes] <b>Сегодня в { $time } — заседание координационной группы</b>
   *[no] <b>Завтра в { $time } — заседание координационной группы</b>
 }
meeting-reminder-substitute = За вас придёт { $name } — напомните, пожалуйста.
meeting-moved = <b>Изменилось заседание координационной группы</b>
meeting-moved-time = Раньше: { $old }
meeting-moved-place = Прежнее место: { $old }
meeting-moved-agenda = Изменилась повестка.
meeting-moved-answer = Ваш ответ сохранён. Подтвердите его или измените, пожалуйста.
meeting-called-off = <b>Заседание координационной группы отменено</b>. Оно было назначено: { $moment }. Приходить не нужно.
