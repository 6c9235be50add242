# Школы и люди списком: загрузка из таблицы, приглашения файлом.

roster-button = Загрузить списком
roster-form-button = Шаблон
roster-take-button = Применить
roster-drop-button = Отменить загрузку
roster-links-button = Создать ссылки заново
roster-links-sure-button = Да, создать новые ссылки

roster-how-to-send =
    <b>Школы и люди списком</b>
    Пришлите таблицу файлом: XLSX или CSV. Первая строка — названия столбцов, порядок любой, лишние столбцы не мешают:

    • Школа
    • Краткое название
    • Куратор
    • Представитель
    • Телефон или примечание

    Обязателен только первый. Если в ячейке несколько человек, разделите их точкой с запятой. Куратора нескольких школ впишите у каждой из них.

    Сначала я покажу, что изменится, и спрошу. Из бота ничего не удаляется.
roster-still-waiting = Жду таблицу файлом: XLSX или CSV. Если передумали, нажмите «Отмена».
roster-file-not-sent = Файл не отправился. Нажмите кнопку ещё раз.
roster-form-title = Школы и люди
roster-form-file = Школы и люди.xlsx
roster-heading-school = Школа
roster-heading-short-name = Краткое название
roster-heading-curator = Куратор
roster-heading-representative = Представитель
roster-heading-note = Телефон или примечание

roster-no-school-column = Не нашлось столбца «Школа». Назовите столбцы в первой строке, как в шаблоне, и пришлите таблицу ещё раз.
roster-no-schools = В таблице нет ни одной школы. Заполните столбец «Школа» и пришлите её ещё раз.
roster-too-many = Школ больше { $limit }, столько сразу я не загружу. Разделите таблицу на части.
roster-too-many-rows = Строк больше { $limit }, это не похоже на список школ. Оставьте только его и пришлите ещё раз.
roster-too-large = Файл больше { $limit } МБ, для списка школ это слишком много. Скопируйте список в новую таблицу и пришлите её.
roster-not-a-table = Это не таблица. Пришлите список школ как XLSX или CSV.

roster-no-school = не указана школа: { $text }
roster-not-a-school = не похоже на название школы: { $text }
roster-school-too-long = название школы длиннее { $limit } знаков: { $text }
roster-short-too-long = краткое название длиннее { $limit } знаков, пропущено: { $text }
roster-note-too-long = примечание длиннее { $limit } знаков, пропущено: { $text }
roster-person-has-phone = вместе с именем стоит номер, человек пропущен: { $text }. Номеру место в столбце «Телефон или примечание»
roster-not-a-person = не похоже на имя, пропущено: { $text }
roster-person-too-long = имя длиннее { $limit } знаков, пропущено: { $text }
roster-person-has-comma = запятая в имени: { $text }. Если это два человека, разделите их точкой с запятой
roster-line-skipped = пропущена, похожа на заголовок раздела: { $text }
roster-twice = школа { $text } уже есть в строке { $first }: люди добавлены к ней, краткое название и примечание взяты оттуда

roster-head = <b>Список «{ $name }»</b>
roster-counts =
    Что изменится:
    новых школ: { $schools },
    новых сведений о школах: { $changed },
    приглашений: { $invitees }.

    Уже в боте: { $joined }, уже приглашены: { $invited }. Пока ничего не сделано.
roster-nothing-new = Ничего не изменится: всё это в боте уже есть. Из списка вошли: { $joined }, приглашены: { $invited }.
roster-warnings = ⚠️ <b>Посмотрите: { $count }</b>
roster-warning-line = Строка { $line }: { $said }
roster-new = <b>Новые школы: { $count }</b>
roster-changed = <b>Новые сведения: { $count }</b>
roster-invitees = <b>Будут приглашены: { $count }</b>
roster-archived = <b>В архиве, их я не трогаю: { $count }</b>
roster-absent = <b>В списке нет, в боте останутся: { $count }</b>
roster-line = • { $what }
roster-person = { $name } ({ $role })
roster-change = • { $school }: { $what }
roster-short-name = краткое название { $old } → { $new }
roster-note = примечание { $old } → { $new }
roster-invitee = • { $name }: { $role } — { $schools }
roster-absent-person = • { $name }: { $role } — { $school }

roster-taken =
    <b>Готово</b>
    Новых школ: { $schools }, новых сведений: { $changed }, приглашений: { $invitees }.
roster-forward-messages =
    Ниже — тексты приглашений: перешлите каждый тому, для кого он. В файле то же самое и QR-коды.
    Ссылки показываю один раз: сохраните файл.
roster-forward-file =
    Ниже — файл: у каждого человека своя ссылка, QR-код и текст, который можно переслать.
    Ссылки показываю один раз: сохраните файл.
roster-gone = Этот список уже загружен, отменён или заменён другим.
roster-dropped = Загрузка отменена, ничего не изменилось.

roster-links-ask = { $count ->
        [one] Создать новую ссылку для { $count } приглашения, по которому ещё не вошли? Прежняя перестанет работать.
        [few] Создать новые ссылки для { $count } приглашений, по которым ещё не вошли? Прежние перестанут работать.
       *[many] Создать новые ссылки для { $count } приглашений, по которым ещё не вошли? Прежние перестанут работать.
    }
roster-links-made = { $count ->
        [one] Создана { $count } новая ссылка.
        [few] Созданы { $count } новые ссылки.
       *[many] Создано { $count } новых ссылок.
    }
roster-no-links = По всем этим приглашениям уже вошли, или они отозваны.
roster-invitations-title = Приглашения
roster-invitations-file = Приглашения.xlsx
roster-invitations-not-sent = Файл с приглашениями не отправился. Нажмите «{ roster-links-button }»: прежние ссылки перестанут работать, файл придёт с новыми.
roster-column-school = Школа
roster-column-role = Роль
roster-column-name = Кого приглашаем
roster-column-link = Личная ссылка
roster-column-text = Текст, который можно переслать
roster-column-code = QR-код
