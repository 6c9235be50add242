# «Сводка».

summary-title = <b>Сводка на { $date }</b>
summary-totals =
    Просрочено: <b>{ $overdue }</b>
    Скоро срок: <b>{ $due_soon }</b>
    На проверке: <b>{ $in_review }</b>
    Сделано: <b>{ $done }</b> из { $total }
    Впереди: { $ahead }
summary-worst = <b>Кому помочь в первую очередь</b>
summary-school-line = { $name } — { $counts }
summary-late = ; самая давняя просрочка — { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }
summary-count-overdue = просрочено { $count }
summary-count-due-soon = скоро срок { $count }
summary-count-in-review = на проверке { $count }
summary-count-done = сделано { $count } из { $total }
summary-survey = Опрос «{ $title }»: { $open ->
    [yes] ответили { $answered } из { $asked }
   *[no] закончен, ответили { $answered } из { $asked }
 }
summary-meeting = Заседание { $moment }: будут { $yes }, замена { $substitute }, не смогут { $no }, молчат { $silent }; { $protocol }
summary-protocol-none = протокол не требуется
summary-protocol-open = протокол не сдан
summary-protocol-submitted = протокол на проверке
summary-protocol-returned = протокол возвращён
summary-protocol-accepted = протокол сдан
summary-protocol-not-applicable = протокол не требуется
summary-protocol-cancelled = протокол не требуется
summary-unreachable = { $count ->
    [one] { $count } человеку не доходят сообщения
    [few] { $count } людям не доходят сообщения
   *[many] { $count } людям не доходят сообщения
 }
summary-left-out = Из-за перерыва в работе бота устарели и не отправлены { $count ->
    [one] { $count } напоминание
    [few] { $count } напоминания
   *[many] { $count } напоминаний
 } (за { $days } дней)
summary-no-roadmap = Дорожной карты пока нет, показать нечего. Координатор загружает её в разделе «Дорожная карта».

summary-schools-button = По школам
summary-activities-button = По мероприятиям
summary-surveys-button = Опросы
summary-meetings-button = Заседания
summary-people-button = Кому не доходит
summary-refresh-button = Обновить

summary-schools = <b>По школам</b>: { $count ->
    [one] { $count } школа
    [few] { $count } школы
   *[many] { $count } школ
 }
summary-no-schools = Школ пока нет. Координатор добавляет их в разделе «Школы и люди».
summary-activities = <b>По мероприятиям</b>: { $count ->
    [one] { $count } мероприятие
    [few] { $count } мероприятия
   *[many] { $count } мероприятий
 }
summary-activity = № { $position }. { $title } — { $counts }
summary-surveys = <b>Опросы</b>: { $count }
summary-no-surveys = Опросов ещё не было.
summary-meetings = <b>Заседания</b>: { $count }
summary-no-meetings = Заседания ещё не назначены.
summary-people = <b>Кому не доходят сообщения</b>: { $count }
summary-no-people = Сообщения доходят до всех.

summary-school = <b>{ $name }</b>: { $count ->
    [one] { $count } поручение
    [few] { $count } поручения
   *[many] { $count } поручений
 }
summary-task = { $standing }: № { $position }. { $title } — { $due }
summary-standing-overdue = Просрочено
summary-standing-due-soon = Скоро срок
summary-standing-returned = Возвращено
summary-standing-started = Можно сдавать
summary-standing-ahead = Впереди
summary-standing-in-review = На проверке
summary-standing-done = Сделано
