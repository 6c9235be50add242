# Подтверждения: как их собирают, сохраняют и сдают.

evidence-submit-button = Сдать подтверждение
evidence-done-button = Готово
evidence-withdraw-button = Отозвать подтверждение
evidence-files-button = Показать или убрать файлы
evidence-remove-button = Убрать { $number }
evidence-discard-button = Это не подтверждение
evidence-choice-button = № { $position } · { $what } · { $date }

# Поручение, к которому собирают файлы
evidence-task = <b>№ { $position }. { $title }</b>
evidence-task-of-school = { $school }, срок { $due }
evidence-task-of-city = Срок { $due }
evidence-indicator = Показатель для контроля: { $indicator }
evidence-returned-because = В прошлый раз вернули: { $reason }
evidence-prompt = Пришлите фото или PDF, можно несколько сразу. Напишете текст — он станет комментарием. Когда всё отправите, нажмите «Готово».
evidence-comment = Комментарий: { $comment }
evidence-others = Файлы добавляли: { $names }

# Сколько файлов
evidence-amount =
    { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    } ({ $photos } фото, { $pdfs } PDF)
evidence-amount-files =
    { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }
evidence-amount-photos =
    { $files ->
        [one] { $files } фотография
        [few] { $files } фотографии
       *[many] { $files } фотографий
    }
evidence-amount-pdfs = { $files } PDF
evidence-already-here = Уже сохранено: { $amount }.
evidence-on-the-way =
    { $pending ->
        [one] Ещё { $pending } файл сохраняю.
        [few] Ещё { $pending } файла сохраняю.
       *[many] Ещё { $pending } файлов сохраняю.
    }
evidence-saved = Сохранено: { $amount }. Пришлите ещё или нажмите «Готово».
evidence-seen-before = { $name } — этот файл уже есть в поручении № { $position } ({ $whose }, прислан { $at }). Если это ошибка, уберите его.
evidence-seen-here = { $name } — этот файл уже есть в этом подтверждении.
evidence-seen-more = …и ещё { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[many] { $count } файлов
 }, которые уже присылали.
evidence-seen-city = город
evidence-saved-for =
    № { $position }. { $title }
    { $whose }

# Список файлов
evidence-files = <b>Файлы подтверждения к поручению № { $position }</b>
evidence-files-none = Файлов пока нет. Пришлите фото или PDF.
evidence-file = { $number }. { $name }, прислано { $at } — { $who }
evidence-file-pages =
    { $name } ({ $pages ->
        [one] { $pages } страница
        [few] { $pages } страницы
       *[many] { $pages } страниц
    })
evidence-file-pending = { $name } (сохраняю)
evidence-photo = Фото
evidence-document = Файл без названия
evidence-removed = Файл убран.
evidence-removed-before = Этот файл уже убран.

# «Готово» и «Отмена»
evidence-nothing-yet = Пришлите хотя бы один файл. Если подтверждение — ссылка или несколько слов, напишите их.
evidence-withdrawn = Отозвано. Исправьте и сдайте снова.
evidence-handed-in = Передаю подтверждение на проверку.
evidence-accepted-at-once = Поручение отмечено как выполненное.
evidence-is-closing = Сохраняю оставшиеся файлы. Как только они будут на месте, сдам подтверждение и пришлю квитанцию.
evidence-is-submitted = Уже сдано на проверку: { $who }, { $at }.
evidence-is-accepted = Это подтверждение уже принято. Сдавать больше ничего не нужно.
evidence-is-returned = Это подтверждение вернули. Откройте поручение и сдайте новое.
evidence-is-dropped = Это подтверждение отменено. Чтобы сдать новое, откройте поручение.
evidence-dropped = Хорошо, ничего не сдаю. Присланные файлы остались в хранилище, но к поручению не относятся. Сдать подтверждение можно в любой момент.
evidence-own-removed = Ваши файлы убраны из подтверждения. Файлы коллег остались, их можно сдать без вас.

# Почему нельзя сдать
evidence-not-awaited-submitted = По этому поручению подтверждение уже на проверке. Дождитесь ответа координатора.
evidence-not-awaited-accepted = Это поручение уже выполнено и принято. Сдавать ничего не нужно.
evidence-not-awaited-not-applicable = Это поручение отмечено как неприменимое. Сдавать ничего не нужно.
evidence-not-awaited-cancelled = Это поручение отменено. Сдавать ничего не нужно.
evidence-obsolete = Подтверждение к поручению № { $position } не сдано: пока файлы сохранялись, поручение перестало ждать ответа. Файлы остались в хранилище.

# Что присылают
evidence-too-big = { $name } — больше { $limit } МБ, такой файл Telegram мне не отдаст. Сожмите его, разделите на части или пришлите фотографии страниц.
evidence-wrong-kind = Такое я пока не принимаю. Подойдут фотография или документ PDF.
evidence-comment-taken = Записал в комментарий.
evidence-comment-too-long = Комментарий получается длиннее { $limit } знаков. Напишите, пожалуйста, короче или приложите текст как PDF.
evidence-delayed =
    { $files ->
        [one] Файл принят, сохраняю
        [few] { $files } файла принято, сохраняю
       *[many] { $files } файлов принято, сохраняю
    } — Telegram пока не отдаёт. Ничего делать не нужно: повторяю попытки и напишу.
evidence-refused = { $name } не принят. { $reason }
evidence-refused-rest = Остальное, что вы прислали, на месте.
evidence-lost = { $name } ({ $at }): Telegram так и не отдал этот файл. Пришлите его, пожалуйста, ещё раз.
evidence-reopened = Пока не сдаю: часть файлов сохранить не удалось. Пришлите замену или нажмите «Готово», чтобы сдать то, что есть.

# Файлы без поручения
evidence-which =
    { $files ->
        [one] Файл сохранён. К какому поручению он относится?
        [few] Сохранено { $files } файла. К какому поручению они относятся?
       *[many] Сохранено { $files } файлов. К какому поручению они относятся?
    }
evidence-which-none =
    { $files ->
        [one] Файл сохранён
        [few] Сохранено { $files } файла
       *[many] Сохранено { $files } файлов
    }, но сейчас у вас нет поручений, которые ждут подтверждения.
evidence-choice = № { $position }. { $title } — { $whose }
evidence-nothing-unfiled = Эти файлы уже разобраны.
evidence-without-office = Здесь не принимают Word и Excel, не взял: { $names }. Пришлите PDF.
evidence-discarded = Хорошо, это не подтверждение: файлы убраны.

# Квитанция
evidence-receipt = <b>Принято: { $amount }.</b> Всё сохранено.
evidence-receipt-comment = <b>Принято.</b> Ваш ответ сохранён.
evidence-receipt-both = { $files } и { $links }
evidence-receipt-in-check = Сначала подтверждение проверит куратор школы, затем координатор. О решении бот сообщит.
evidence-receipt-in-review = Подтверждение на проверке у координатора, о решении бот сообщит.
evidence-receipt-done = Проверка не нужна: поручение выполнено.
evidence-receipt-when = Сдано { $at } — { $who }.
