# Дорожная карта: что действует, загрузка документа, запуск.

roadmap-none =
    Дорожной карты пока нет.

    Загрузите документ с таблицей мероприятий. Сначала я покажу, что понял, и никому ничего не отправлю.

roadmap-head =
    <b>{ $title }</b>
    { $counts }.
    { $progress }
roadmap-titled = { $title }, { $year } год
roadmap-counts =
    { $activities ->
        [one] { $activities } мероприятие
        [few] { $activities } мероприятия
       *[many] { $activities } мероприятий
    }, { $occurrences ->
        [one] { $occurrences } контрольный срок
        [few] { $occurrences } контрольных срока
       *[many] { $occurrences } контрольных сроков
    }, { $schools ->
        [one] { $schools } мероприятие для школ
        [few] { $schools } мероприятия для школ
       *[many] { $schools } мероприятий для школ
    }
roadmap-counts-meeting = ; заседания координационной группы: № { $position }
roadmap-progress =
    { $total ->
        [0] Поручений пока нет.
       *[other] Поручений всего: { $total }, принято: { $accepted }, на проверке: { $submitted }.
    }
roadmap-activity =
    <b>№ { $position }.</b> { $title }
    <i>{ $reading }</i>
roadmap-activity-button = № { $position }

roadmap-due-once = срок { $due }
roadmap-due-list = сроки { $dates }
roadmap-due-many =
    { $count ->
        [one] { $count } контрольный срок
        [few] { $count } контрольных срока
       *[many] { $count } контрольных сроков
    }: первый { $first }, последний { $last }
roadmap-due-ongoing = весь период, последний день: { $due }
roadmap-due-unknown = ⚠️ срок не понят: «{ $phrase }»
roadmap-due-missing = ⚠️ срок не указан

roadmap-card =
    <b>№ { $position }.</b> { $title }

    <b>Срок в документе:</b> { $phrase }
    <b>Понято так:</b> { $reading }
    <b>Показатель для контроля:</b> { $indicator }
    <b>Исполнители:</b> { $executors }
    <b>Для кого:</b> { $audience }

    { $progress }
roadmap-card-meeting =
    Это заседания координационной группы. К каждому сроку нужна одна бумага, протокол: её сдаёт координатор.
roadmap-not-said = не указано
roadmap-for-schools = школы
roadmap-for-coordinator = координатор
roadmap-for-department = управление образования
roadmap-for-nobody = не понятно, поручений не будет
roadmap-gone = Этого мероприятия больше нет в дорожной карте.

# Загрузка документа.
roadmap-upload-button = Загрузить документ
roadmap-how-to-upload =
    Пришлите дорожную карту файлом: DOCX, XLSX, PDF с текстом, HTML, CSV или TXT.

    Сначала я покажу, что понял, и никому ничего не отправлю.
roadmap-waits-for-document =
    Жду документ файлом. Если передумали, нажмите «Отмена».
roadmap-unnamed = без названия
roadmap-reading-now =
    { $seconds ->
        [0] Читаю документ «{ $name }»…
        [1] Читаю документ «{ $name }»…
        [2] Читаю документ «{ $name }»…
       *[other] Читаю документ «{ $name }»… Прошло { $seconds } с, это длинный документ.
    }
roadmap-document-lost =
    Файл не удалось получить. Пришлите его ещё раз.
roadmap-refused =
    Документ «{ $name }» не загружен.

    { $reason }

# Что понято, до запуска.
roadmap-draft-added = <b>Новые мероприятия: { $count }</b>
roadmap-draft-changed = <b>Изменятся: { $count }</b>
roadmap-draft-removed = <b>Исчезнут (сданное сохранится): { $count }</b>
roadmap-reason =
    { $reason ->
        [separate-schedule] дата будет в отдельном графике
        [other-plan] дата есть в другом плане
        [on-demand] дата зависит от обстоятельств
        [to-be-set] дату ещё назначат
        [no-anchor] он считается от события, даты которого нет
        [event] он связан с событием, даты которого нет
        [no-year] не сказано, какого года
        [which-year] не ясно, какого года
        [no-such-date] такой даты нет в календаре
        [reversed] конец раньше начала
        [no-end] не сказано, до какого дня
        [no-bounds] не сказано, с какого и до какого дня
        [time-only] указано только время
        [which-month] не сказано, какого месяца
        [which-week] не сказано, какой недели
        [far-year] такой год для плана не подходит
        [hour-or-day] не ясно, час это или вторая дата
        [weekday-differs] число и день недели не совпадают
        [second-date] рядом есть ещё одна дата, непонятно к чему
        [season] время года – не точный срок
        [rhythm] так часто – это без точных дат
        [too-few-dates] дат меньше, чем раз
        [several-rhythms] названо несколько промежутков сразу
        [classes] названы только классы
        [approximate] даты нет
        [executor-note] это пометка об исполнителе, а не дата
        [empty] срок не указан
       *[other] такую запись я не умею читать
    }
roadmap-start-button = Запустить
roadmap-drop-button = Отменить импорт
roadmap-draft-gone = Этот документ уже запущен или отменён.
roadmap-dropped = Импорт отменён: от документа ничего не осталось.

# После запуска.
roadmap-started =
    <b>{ $new ->
        [yes] Дорожная карта запущена.
       *[no] Дорожная карта обновлена.
    }</b>

    Мероприятий: { $activities }, контрольных сроков: { $occurrences }, новых поручений: { $assignments }.
    { $told ->
        [0] Сообщать пока некому.
        [one] Об этом узнает { $told } человек.
        [few] Об этом узнают { $told } человека.
       *[many] Об этом узнают { $told } человек.
    }
roadmap-started-same = Такая дорожная карта уже действует, ничего не изменилось.
roadmap-news =
    { $new ->
        [yes] Дорожная карта начала действовать:
       *[no] Дорожная карта обновлена, ваши поручения изменились:
    }
    <b>{ $title }</b>
roadmap-news-owed =
    { $count ->
        [0] Сейчас от вас ничего не требуется.
        [one] У вас { $count } поручение.
        [few] У вас { $count } поручения.
       *[many] У вас { $count } поручений.
    }
roadmap-news-nearest = Ближайший срок: { $due }
