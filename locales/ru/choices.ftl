# Что человек выбирает сам: час утреннего сообщения, тишина, замещение, отложенное напоминание.

hour-line = Утреннее сообщение: в { $hour }:00
hour-change-button = Время утреннего сообщения
hour-choose =
    <b>Время утреннего сообщения</b>
    Сейчас: в { $hour }:00. В какой час рабочего дня присылать список дел?
hour-button = { $chosen ->
    [yes] ✓ { $hour }:00
   *[no] { $hour }:00
 }
hour-set = Утреннее сообщение будет приходить в { $hour }:00.

silence-line = Не беспокоить: до { $until }
silence-button = Не беспокоить до…
silence-end-button = Снова можно беспокоить
silence-choose =
    До какого времени вас не беспокоить? На ваши сообщения бот отвечать будет.

    Выберите или напишите день и время, например { $example }. Не дальше чем через { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }.
silence-hour-button = На час
silence-tomorrow-button = До завтра, 9:00
silence-monday-button = До понедельника, 9:00
silence-set = Не побеспокоим до { $until }.
silence-ended = Бот снова напоминает как обычно.
silence-unclear = Не получается понять. Напишите день и время цифрами, например 20.01 15:00.
silence-out-of-range = Нужно время в будущем, не дальше чем через { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }. Напишите другое.

substitute-line-mine = Вас замещает: { $name }, с { $first } по { $last }
substitute-line-theirs = Вы замещаете: { $name }, с { $first } по { $last }
substitute-button = Меня замещает…
substitute-end-button = Отменить замещение: { $name }
substitute-choose =
    Кто будет вас замещать? Напоминания о ваших поручениях будут приходить этому человеку.

    Выберите коллегу или напишите часть имени.
substitute-found = Вот кто нашёлся по «{ $name }». Выберите коллегу или напишите имя иначе.
substitute-nobody = Пока некому: в боте нет коллег с вашими школами или с той же ролью. Попросите координатора пригласить их.
substitute-not-found = По «{ $name }» никто не нашёлся. Напишите имя иначе.
substitute-all-button = Показать всех
substitute-first-day = Вас заменит { $name }. С какого дня? Выберите или напишите, например 20.01.
substitute-last-day = Вас заменит { $name } с { $first }. По какой день включительно? Выберите или напишите.
substitute-day-button = { $day }, { $weekday }
substitute-day-unclear = Не получается прочитать дату. Напишите её цифрами, например 15.03.
substitute-day-past = Этот день уже прошёл. Нужен сегодняшний или будущий.
substitute-last-before-first = Последний день раньше первого. Напишите более поздний.
substitute-day-far = Замещение можно назначить не дальше чем на { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    } вперёд.
substitute-taken = В эти дни вас уже замещает { $name }. Сначала отмените то замещение в настройках.
substitute-away = { $name } в эти дни не работает: есть своё замещение. Выберите другого коллегу.
substitute-chain = В эти дни вы сами замещаете коллегу ({ $name }). Сначала отмените то замещение в настройках.
substitute-is-set = Замещение назначено: { $name }. Мы сообщим об этом.
substitute-is-set-already = Это замещение уже назначено: { $name }.
substitute-is-over = Замещение отменено.
substitute-is-over-already = Это замещение уже закончилось.
substitute-told-theirs =
    <b>Вы замещаете коллегу: { $name }</b>
    С { $first } по { $last } вам будут приходить и напоминания о поручениях этого человека. Если не получится, откажитесь кнопкой ниже.
substitute-told-mine = Вас замещает { $name } с { $first } по { $last }.
substitute-ended-mine = Замещение отменено: { $name } больше не замещает вас. Напоминания снова приходят вам.
substitute-ended-theirs = Замещение отменено: { $name } снова получает напоминания. Спасибо за готовность помочь!

snooze-button = Напомнить позже
snooze-end-button = Напоминать как обычно
snooze-line = Напоминание отложено до { $day }
snooze-which = О чём напомнить позже?
snooze-nothing = Откладывать нечего: нет поручений, срок которых ещё впереди.
snooze-until-when = Когда напомнить? Срок остаётся прежним: { $due }. Поэтому напомню не позже { $last }.
snooze-tomorrow-button = Завтра
snooze-monday-button = В понедельник
snooze-week-button = Через неделю
snooze-set = Напомню { $day }. Срок не меняется.
snooze-set-earlier = Срок раньше, поэтому напомню в последний рабочий день перед ним: { $day }.
snooze-too-late = Срок уже подошёл, откладывать некуда. Если не успеваете, напишите координатору.
snooze-not-owed = Здесь от вас уже ничего не ждут, напоминаний не будет.
snooze-ended = Напоминаю как обычно.
