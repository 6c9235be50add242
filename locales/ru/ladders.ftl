# Когда напоминать: для дорожной карты и для одного мероприятия. Кому не доходит.

ladder-button = Напоминания
ladder-of-roadmap =
    <b>Напоминания: { $title }</b>
    { $ladder }.

    О том, что поручение уже можно сдавать, бот скажет ещё один раз.
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
ladder-type-button = Свои дни…
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
rhythm-line = Срок долгий. Спрашивать о ходе работы: { $rhythm }.
rhythm-quarter = раз в квартал
rhythm-month = раз в месяц
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
        [one] Сообщения не доходят: { $unreachable } человек.
        [few] Сообщения не доходят: { $unreachable } человека.
       *[many] Сообщения не доходят: { $unreachable } человек.
    } { $quiet ->
        [0] На паузе и с замещением никого.
       *[other] На паузе, просят тишины или замещены: { $quiet }.
    }
unheard-blocked = ⚠ Заблокировал бота
unheard-never-started = ⚠ Не нажимал «Старт»
unheard-deactivated = ⚠ Аккаунт удалён
unheard-error = ⚠ Telegram не принимает сообщение: { $note }
unheard-since = { $why }, с { $day }
unheard-silent = Просит не беспокоить до { $until }.
unheard-substitute = Замещает { $name }, с { $first } по { $last }.
unheard-invite-button = Пригласить заново: { $name }
