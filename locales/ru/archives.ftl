# Архив подтверждений: сколько в нём будет, как идёт сбор, что вышло.

archive-ask-button = Скачать архивом
archive-make-button = Собрать
archive-cancel-button = Отменить

archive-offer =
    <b>Архив подтверждений</b>
    { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }, примерно { $size } МБ, { $parts ->
        [one] { $parts } часть
        [few] { $parts } части
       *[many] { $parts } частей
    }.
archive-inside = Файлы разложены по мероприятиям и школам. В каждой части есть реестр: что, кто и когда сдал и как решили.
archive-nothing = Собирать нечего: файлов здесь нет.
archive-too-many = Файлов больше { $limit }, в один архив столько не собрать. Выберите школу, месяц или мероприятие.
archive-underway = Собираю: { $done } из { $files }, часть { $part } из { $parts }.
archive-waits = Сейчас что-то мешает. Продолжу сам, как только получится.
archive-done = Архив готов: файлов { $files }, частей { $parts }. Он в этом чате.
archive-failed = Часть { $part } из { $parts } собрать или отправить не удалось. Попробуйте ещё раз, лучше с меньшим отбором.
archive-called-off = Сбор архива отменён. Отправлено частей: { $sent } из { $parts }.
archive-part = Часть { $part } из { $parts }, файлов: { $files }.
archive-left-out = Не вошло файлов: { $count }. Почему, сказано в реестре: { $names }
archive-gone = Файлов, которые за это время отозваны или стали вам недоступны: { $count }.
archive-file = Подтверждения, часть { $part } из { $parts }.zip
archive-file-only = Подтверждения.zip

archive-photo = фото
archive-document = документ
archive-of-coordinator = Координатор
archive-of-department = Управление образования
archive-register = Реестр, часть { $part } из { $parts }
archive-sheet = Реестр
archive-sheet-summary = Сводка
archive-part-of = { $part } из { $parts }
archive-late = да

archive-summary-made = Собран
archive-summary-part = Часть
archive-summary-files = Файлов в этой части
archive-summary-out = Не вошло
archive-summary-gone = Отозвано или недоступно
archive-summary-links = Ссылок

archive-column-file = Файл или ссылка
archive-column-activity = Мероприятие
archive-column-school = Школа
archive-column-due = Срок
archive-column-sent = Сдано
archive-column-sender = Кто сдал
archive-column-late = Позже срока
archive-column-part = Что требовалось
archive-column-state = Состояние
archive-column-decided = Решено
archive-column-reviewer = Кто решил
archive-column-reason = Что исправить
archive-column-comment = Комментарий
archive-column-size = Байт
archive-column-hash = SHA-256
archive-column-note = Примечание

archive-note-missing = не вошёл: файла нет в хранилище
archive-note-large = не вошёл: файл больше 45 МБ
archive-note-position = не вошёл: по снимку видно, где он сделан
archive-note-copy = копия снимка без места съёмки
archive-note-link = ссылка
