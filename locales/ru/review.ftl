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

# Очередь по частям, пропуск, приём сразу всех.
review-shelf = Только: { $name }
review-shelf-curators = Сначала их смотрит куратор. Вы можете решить и сами.
review-await-curators = Ждут куратора: { $count }
review-awaits-curator = Ждёт проверки куратора.
review-checked-by = Куратор проверил: { $who }, { $at }
review-already-checked = Уже передано координатору: { $who }, { $at }.
review-with-coordinator = Подтверждение уже у координатора.
review-undo-handed-on = Отменить не получится: подтверждение уже у координатора.
review-handed-on-toast = Передано координатору
review-skipped-toast = Пропущено, вернёмся к нему в конце
review-skip-nothing = Других подтверждений здесь нет.
review-hand-on-button = Передать координатору
review-skip-button = Пропустить
review-by-activity-button = По мероприятиям
review-by-school-button = По школам
review-curators-button = Ждут куратора: { $count }
review-by-activity = Выберите мероприятие.
review-by-school = Выберите школу.
review-activity-button = № { $position } { $name } · { $count }
review-school-button = { $name } · { $count }
review-all-button = Принять все по мероприятию
review-all-ask = <b>Принять все?</b> { $title }
    Ждут решения: { $count }
review-all-line = • { $whom }
review-all-line-marked = • { $whom } — { $marks }
review-all-of-city = городское поручение
review-all-late = с опозданием
review-all-missing = не хватает частей: { $count }
review-all-marked = Подтверждения с отметкой можно принять вместе со всеми или посмотреть отдельно.
review-all-plain-button = Принять без отметок: { $count }
review-all-marked-button = Принять все: { $count }
review-all-undo-button = Отменить всё
review-all-none = По этому мероприятию уже всё проверено.
review-all-done = { $count ->
    [one] Принято <b>{ $count }</b> подтверждение.
    [few] Принято <b>{ $count }</b> подтверждения.
   *[many] Принято <b>{ $count }</b> подтверждений.
} Отменить можно в течение десяти минут.
review-all-undone = { $count ->
    [one] Снова на проверке <b>{ $count }</b> подтверждение.
    [few] Снова на проверке <b>{ $count }</b> подтверждения.
   *[many] Снова на проверке <b>{ $count }</b> подтверждений.
}
review-all-kept = Не удалось отменить: { $count }. По этим поручениям уже что-то изменилось.
review-passed-on = Кураторы не ответили за { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[many] { $days } рабочих дней
}. Теперь решение за вами: { $count ->
    [one] { $count } подтверждение
    [few] { $count } подтверждения
   *[many] { $count } подтверждений
}.
review-checks-ended = Кураторы больше не проверяют первыми. Теперь решение за вами: { $count ->
    [one] { $count } подтверждение
    [few] { $count } подтверждения
   *[many] { $count } подтверждений
}.

# Первая проверка у кураторов: настройка координатора.
check-first-on-button = Проверяет сначала куратор: включить
check-first-off-button = Проверяет сначала куратор: выключить
check-first-on = Что прислала школа, сначала смотрит её куратор, потом координатор.
check-first-off = Подтверждения школ сразу приходят координатору.
check-first-on-toast = Теперь первым проверяет куратор
check-first-off-toast = Теперь всё сразу приходит координатору
review-mend-button = Исправить, присланное останется
review-mended-toast = Взято из прежнего подтверждения: { $count }

# Что ещё видит проверяющий.
review-missing = <b>Не хватает:</b> { $parts }
review-shared = Тот же файл прислан сразу и для других школ: { $schools }
review-same = Такой же файл прислала { $school } (№ { $position }, { $day })
review-same-of-city = Такой же файл есть в городском поручении (№ { $position }, { $day })
