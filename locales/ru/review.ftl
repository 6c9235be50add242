# Проверка подтверждений и что об этом узнаёт отправитель.

review-nothing = Всё проверено. Новых подтверждений нет.
review-queue = <b>На проверке</b>: { $count ->
    [one] { $count } подтверждение
    [few] { $count } подтверждения
   *[many] { $count } подтверждений
 }. Сначала давние.
review-queued =
    № { $position }. { $title }
    { $whom } · { $files } · { $sent }
review-sent = { $who }, { $at }

review-news = <b>Новое подтверждение</b>
review-from = Прислано: { $sent }
review-comment = Комментарий: { $comment }
review-files = <b>Файлы</b>
review-files-more = …и ещё { $count }
review-file = { $number }. { $name }
review-file-caption = { $number }. { $name } — { $caption }
review-file-name = { $name }
review-photo = фото
review-caption = { $caption }
review-accepted-by = <b>Принято</b>: { $who }, { $at }
review-returned-by =
    <b>Возвращено</b>: { $who }, { $at }
    Причина: { $reason }

review-files-button = Показать файлы ({ $count })
review-accept-button = Принять
review-return-button = Вернуть
review-next-button = Следующее подтверждение
review-undo-button = Отменить решение
review-queue-button = ‹ Все на проверке

review-ask-reason = Почему возвращаете? Выберите причину или напишите свою.
review-reason-length = Напишите причину словами: от { $least } до { $most } знаков. Её прочитает отправитель.
review-reason-photo-button = Нечитаемое фото
review-reason-document-button = Не тот документ
review-reason-signature-button = Нет подписи или печати
review-reason-period-button = Нужен другой период
review-reason-photo = На фото не разобрать текст. Переснимите, пожалуйста.
review-reason-document = Это не тот документ. Проверьте показатель для контроля и пришлите нужный.
review-reason-signature = На документе нет подписи или печати.
review-reason-period = Документ за другой период. Пришлите, пожалуйста, за нужный.

# Всплывающие строки.
review-accepted-toast = Принято
review-returned-toast = Возвращено
review-undone-toast = Решение отменено
review-already-accepted = Уже принято: { $who }, { $at }.
review-already-returned = Уже возвращено: { $who }, { $at }.
review-called-off = Это поручение уже не на проверке.
review-undo-late = Отменить решение можно было только десять минут.
review-undo-already = Это решение уже отменено.
review-undo-new-package = Отменить не получится: по этому поручению уже готовят новое подтверждение.

# Что узнаёт отправитель.
review-told-accepted = <b>Подтверждение принято.</b> Спасибо!
review-told-returned =
    <b>Подтверждение вернули, нужно исправить.</b>
    Причина: { $reason }
review-told-undone = <b>Решение отменено, подтверждение снова на проверке.</b> Пока ничего делать не нужно.
