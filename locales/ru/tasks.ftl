# «Мои задачи»: списки, карточка, утреннее сообщение.

tasks-title-now = <b>Сейчас</b>: { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }
tasks-title-ahead = <b>Впереди</b>: { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }
tasks-title-done = <b>Сделано</b>: { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }

tasks-nothing-at-all = Поручений для вас пока нет. Когда появятся, я напишу.
tasks-nothing-now-next = Сейчас от вас ничего не нужно. Ближайший срок: { $date }
tasks-nothing-now = Сейчас от вас ничего не нужно. Хорошего дня!
tasks-nothing-ahead = Впереди пока ничего нет.
tasks-nothing-done = Сделанного пока нет. Всё ещё впереди.

tasks-heading-lagging = <b>Школы, которые отстают</b>
tasks-heading-overdue = <b>Просрочено</b>
tasks-heading-due-soon = <b>Скоро срок</b>
tasks-heading-returned = <b>Возвращено</b>
tasks-heading-started = <b>Уже можно сдавать</b>
tasks-heading-ahead = <b>Срок не скоро, сдавать уже можно</b>
tasks-heading-in-review = <b>На проверке</b>
tasks-heading-done = <b>Сделано</b>

# Строка мероприятия: «№ 8. Участие в мониторинге… — срок 28 февр., осталось 5 дней».
tasks-line = № { $position }. { $title } — { $due }
tasks-due = срок { $date }
tasks-due-left = срок { $date }, { $left }
tasks-days-left = { $days ->
    [0] сегодня
    [1] завтра
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
 }
tasks-days-late = просрочено на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }
tasks-school = { $school }
tasks-school-returned = { $school } (возвращено)
tasks-school-instead = { $school } (замещение: { $name })
tasks-returned = (возвращено)
tasks-more-schools = { $schools } и ещё { $count ->
    [one] { $count } школа
    [few] { $count } школы
   *[many] { $count } школ
 }
tasks-assignee-school = Школа
tasks-assignee-coordinator = Координатор
tasks-assignee-department = Управление образования

tasks-task-button = № { $position } · { $what } · { $date }
tasks-now-button = Сейчас · { $count }
tasks-ahead-button = Впереди · { $count }
tasks-done-button = Сделано · { $count }
tasks-all-button = Мои задачи · { $count }
tasks-back-button = ‹ Мои задачи
tasks-again-button = Сдать заново
tasks-open-button = Открыть поручение
tasks-files-button = Показать файлы · { $date } ({ $count })

# Утреннее сообщение.
tasks-digest = <b>Сегодня, { $date }:</b> у вас { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }
tasks-digest-more = …и ещё { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }.

tasks-digest-only-far = <b>Сегодня, { $date }:</b> срочных поручений у вас нет.
tasks-digest-nothing-own = <b>Сегодня, { $date }:</b> своих поручений у вас нет.
tasks-digest-lagging = <b>Школы, которые отстают:</b> больше недели не сдано { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }
tasks-digest-late = № { $position }. { $title } — { $left }: { $schools }
tasks-digest-left-out = За время перерыва не отправлено { $count ->
    [one] { $count } напоминание: оно устарело
    [few] { $count } напоминания: они устарели
   *[many] { $count } напоминаний: они устарели
 }.
tasks-summary-button = Открыть сводку

# Карточка.
tasks-card-title =
    <b>№ { $position }. { $title }</b>
    { $whom }
tasks-card-due = Срок: { $date }
tasks-card-due-left = Срок: { $date } — { $left }
tasks-card-start = Начало: { $date }
tasks-card-indicator = Показатель для контроля: { $indicator }
tasks-card-status = Состояние: { $status }
tasks-card-why-not = Причина: { $reason }
tasks-status-open = ждём подтверждения
tasks-status-submitted = на проверке с { $date }
tasks-status-returned = возвращено { $date }, нужно исправить
tasks-status-accepted = принято { $date }
tasks-status-not-applicable = не требуется
tasks-status-cancelled = отменено

tasks-packages = <b>Подтверждения</b>
tasks-packages-more = Раньше: ещё { $count }
tasks-package = { $at } · { $files } · { $state }
tasks-package-reason = Причина ({ $who }): { $reason }
tasks-handed-in-late = (с опозданием на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 })
tasks-package-collecting = ещё не отправлено
tasks-package-closing = сохраняется
tasks-package-submitted = на проверке
tasks-package-accepted = принято
tasks-package-returned = возвращено
tasks-files = { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[many] { $count } файлов
 }
tasks-no-files = Ни файлов, ни ссылок здесь нет.

tasks-history = <b>История</b>
history-button = Вся история
history-nothing = Пока ничего не происходило.
history-reason = Причина: { $reason }
tasks-event = { $at }: { $what }
tasks-event-by = { $at }: { $what } ({ $who })
tasks-event-open = снова ждём подтверждения
tasks-event-submitted = сдано на проверку
tasks-event-returned = возвращено
tasks-event-accepted = принято
tasks-event-not-applicable = не требуется
tasks-event-cancelled = отменено
tasks-event-withdrawn = отозвано, снова ждём подтверждения
tasks-event-again = снова требуется
tasks-event-checked = проверено куратором, передано координатору
tasks-event-undone = решение отменено, снова на проверке
