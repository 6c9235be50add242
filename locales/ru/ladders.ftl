# Когда напоминать: для дорожной карты и для одного мероприятия. Кому не доходит.

ladder-button = Напоминания
ladder-of-roadmap =
    <b>Напоминания: { $title }</b>
    Когда: { $ladder }.

    Кроме того, бот один раз скажет, что поручение уже можно сдавать.
ladder-of-activity =
    <b>Напоминания: № { $position }. { $title }</b>
    { $own ->
        [yes] Свои
       *[no] Как у всей дорожной карты
    }: { $ladder }.
ladder-before = за { $days } { $last ->
    [one] день
    [few] дня
   *[many] дней
 }
ladder-and = { $first } и { $last }
ladder-on-day = в день срока
ladder-overdue = после срока { $every ->
    [1] каждый рабочий день
   *[other] каждый { $every }-й рабочий день
 }, не больше { $times ->
    [one] { $times } раза
    [few] { $times } раз
   *[many] { $times } раз
 }
ladder-overdue-never = после срока не напоминать
ladder-next-planning = Новый порядок действует со следующего утреннего сообщения. Сроки не меняются.
ladder-usual-button = { $chosen ->
    [yes] ✓ Обычные
   *[no] Обычные
 }
ladder-gentle-button = { $chosen ->
    [yes] ✓ Бережные
   *[no] Бережные
 }
ladder-frequent-button = { $chosen ->
    [yes] ✓ Частые
   *[no] Частые
 }
ladder-inherit-button = { $chosen ->
    [yes] ✓ Как у всей дорожной карты
   *[no] Как у всей дорожной карты
 }
ladder-type-button = { $chosen ->
    [yes] ✓ Свои дни…
   *[no] Свои дни…
 }
ladder-ask-steps =
    Сейчас: { $ladder }.

    За сколько дней до срока напоминать? Напишите числа через запятую, например: 14, 7, 1. Ноль — в сам день срока.
ladder-unclear = Не получается понять. Напишите числа дней через запятую, например: 14, 7, 1.
ladder-too-many = Столько напоминаний утомят: не больше { $limit }. Напишите короче.
ladder-too-early = Слишком рано: напоминать можно не раньше чем за { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }.
ladder-changed = Сохранено.
rhythm-line = О ходе работы до срока: { $rhythm }.
rhythm-quarter = спрашивать раз в квартал
rhythm-month = спрашивать раз в месяц
rhythm-never = не спрашивать
rhythm-quarter-button = { $chosen ->
    [yes] ✓ Раз в квартал
   *[no] Раз в квартал
 }
rhythm-month-button = { $chosen ->
    [yes] ✓ Раз в месяц
   *[no] Раз в месяц
 }
rhythm-never-button = { $chosen ->
    [yes] ✓ Не спрашивать
   *[no] Не спрашивать
 }

unheard-button = Кому не доходит
unheard-anew-button = Прислать приглашение заново
unheard-head =
    <b>Кому не доходит</b>
    { $unreachable ->
        [0] Сообщения доходят до всех.
        [one] Сообщения не доходят до { $unreachable } человека.
        [few] Сообщения не доходят до { $unreachable } человек.
       *[many] Сообщения не доходят до { $unreachable } человек.
    } { $quiet ->
        [0] Пауз и замещений нет.
       *[other] Бот пока не пишет (пауза, «Не беспокоить», замещение): { $quiet }.
    }
unheard-blocked = ⚠ Заблокировал бота
unheard-never-started = ⚠ Не нажимал «Старт»
unheard-deactivated = ⚠ Аккаунт удалён
unheard-error = ⚠ Telegram не принимает сообщение: { $note }
unheard-since = { $why }, с { $day }
unheard-silent = Просит не беспокоить до { $until }.
unheard-substitute = Кто замещает: { $name }, с { $first } по { $last }.
unheard-invite-button = Пригласить заново: { $name }
