# Журнал: кто, что и когда изменил.

command-journal = Журнал изменений
journal-head = <b>Журнал изменений</b>
journal-head-about = <b>Журнал изменений: { $name }</b>
journal-empty = За это время изменений не было.
journal-entry = <i>{ $when }, { $who }</i>
    { $what }
journal-by-nobody = программа
journal-somebody = человек, который вышел из программы
journal-whom = Кого вы имеете в виду?
journal-nobody = Не нашлось ни человека, ни школы с «{ $word }» в названии. Напишите иначе, например: /journal 901
journal-everybody-button = Все изменения
journal-button = Журнал

journal-topic-all = Всё
journal-topic-schools = Школы
journal-topic-people = Люди
journal-topic-roadmap = Дорожная карта
journal-topic-other = Остальное
journal-span-week = 7 дней
journal-span-month = 30 дней
journal-span-all = Всё время

journal-archive-asked = Заказан архив подтверждений, файлов: { $new }.
journal-school-added = Добавлена школа: { $label }.
journal-school-renamed = Школа переименована: было «{ $old }», стало «{ $new }».
journal-school-noted = { $label }: изменены сведения. Было: { $old }. Стало: { $new }.
journal-school-archived = Школа отправлена в архив: { $label }.
journal-school-restored = Школа возвращена из архива: { $label }.
journal-school-takes-part = Школа снова участвует в дорожной карте: { $label }.
journal-school-takes-no-part = Школа больше не участвует в дорожной карте: { $label }.
journal-person-joined = Приглашение принято: { $new }.
journal-person-renamed = Имя изменено, теперь: { $new }.
journal-person-left = Человек вышел из программы.
journal-person-given = Роль дана: { $new }.
journal-person-taken = Роль снята: { $new }.
journal-person-away = Замещение: { $new }.
journal-invitation-made = Создано приглашение: { $new }.
journal-invitation-named = В приглашении указано, как зовут человека: { $new }.
journal-invitation-revoked = Приглашение отозвано: { $old }.
journal-roadmap-started = Запущена дорожная карта: { $label }
journal-roadmap-changed = Принята новая редакция дорожной карты: { $label }
journal-roadmap-ladder = Изменены напоминания дорожной карты. Было: { $old }. Стало: { $new }.
journal-activity-added = Добавлено мероприятие: { $label }
journal-activity-removed = Убрано мероприятие: { $label }
journal-activity-changed =
    { $of ->
        [title] Мероприятие названо иначе. Было: «{ $old }». Стало: «{ $new }».
        [indicator] { $label }: изменён показатель для контроля. Было: { $old }. Стало: { $new }.
        [audience] { $label }: изменены исполнители. Было: { $old }. Стало: { $new }.
       *[meeting] { $label }: это заседания координационной группы? Было: { $old }. Стало: { $new }.
    }
journal-activity-dates = { $label }: изменён срок. Было: { $old }. Стало: { $new }.
journal-activity-ladder = { $label }: изменены напоминания. Было: { $old }. Стало: { $new }.
journal-activity-rhythm = { $label }: изменён ритм вопросов. Было: { $old }. Стало: { $new }.
journal-activity-watched = Мероприятие снова под контролем: { $label }
journal-activity-unwatched = Мероприятие снято с контроля: { $label }
journal-activity-parts = { $label }: изменено, что нужно прислать. Было: { $old }. Стало: { $new }.
journal-activity-office = { $label }: принимаются файлы Word и Excel.
journal-activity-no-office = { $label }: файлы Word и Excel больше не принимаются.
journal-executors-read = Исполнители в документе: { $label }. Теперь это: { $new }.
journal-meeting-set = Назначено заседание: { $new }.
journal-meeting-moved = Заседание перенесено. Было: { $old }. Стало: { $new }.
journal-meeting-cancelled = Заседание отменено: { $old }.
journal-survey-opened = Опрос запущен: { $label }.
journal-survey-closed = Опрос завершён: { $label }.
journal-announcement-sent = Отправлено объявление: { $label }
journal-announcement-stopped = Остановлена отправка объявления: { $label }
journal-nothing-before = не было
journal-nothing-now = больше нет
journal-yes = да
journal-no = нет
journal-called-off = отменено
journal-review-checked-first = Подтверждения школ сначала проверяет куратор.
journal-review-checked-once = Подтверждения школ сразу приходят координатору.
