# «Мои данные»: что бот хранит о человеке.

command-mydata = Мои данные
my-data-button = Мои данные
my-data-overview =
    <b>Мои данные</b>
    Вот всё, что бот хранит о вас.
    Имя: { $name }
    Номер в Telegram: { $chat }
my-data-role = Роль: { $role }
my-data-role-at = Роль: { $role }, { $school }
my-data-consent = Согласие дано { $day }.
my-data-settings = Язык: { $language }, утреннее сообщение в { $hour }:00.
my-data-counts = Вы прислали: файлов — { $files }, ссылок — { $links }.
my-data-counts-said = Ответов в опросах — { $answers }, решений по сданному — { $decisions }.
my-data-nothing-else = Телефона, почты и фотографии профиля бот не хранит. В файле — подробности: что, когда и по какому поручению.
my-data-download-button = Скачать
my-data-remove-button = Удалить мои данные
my-data-leave-button = Продолжить
my-data-file-made = Готовлю файл.
my-data-file-name = Мои данные
my-data-file-not-sent = Файл отправить не удалось. Нажмите «{ my-data-download-button }» ещё раз чуть позже.
my-data-removal =
    <b>Что будет удалено</b>
    Имя, номер в Telegram, роли, настройки, приглашения и списки с вашим именем. Писать вам бот больше не будет.

    <b>Что останется в отчётности школы</b>
    Сданные файлы и ссылки, комментарии, ответы и решения — без вашего имени, от «удалённого пользователя». Слова, которые вы сами написали в комментарии или в названии файла, останутся как есть.

    Сначала можно скачать свои данные. Дальше бот спросит ещё раз.

my-data-table-person = О вас
my-data-table-roles = Роли
my-data-table-packages = Сданное
my-data-table-files = Файлы
my-data-table-links = Ссылки
my-data-table-decisions = Решения
my-data-table-answers = Ответы
my-data-table-meetings = Заседания
my-data-column-name = Имя
my-data-column-chat = Номер в Telegram
my-data-column-consented = Согласие дано
my-data-column-language = Язык
my-data-column-hour = Час утреннего сообщения
my-data-column-paused = Напоминания молчат до
my-data-column-silent = Не беспокоить до
my-data-column-role = Роль
my-data-column-school = Школа
my-data-column-since = С какого дня
my-data-column-at = Когда
my-data-column-activity = Мероприятие
my-data-column-submitted-at = Сдано
my-data-column-comment = Комментарий
my-data-column-file = Файл
my-data-column-caption = Подпись
my-data-column-url = Адрес
my-data-column-accepted = Решение
my-data-column-reason = Причина
my-data-column-survey = Опрос
my-data-column-question = Вопрос
my-data-column-answer = Ответ
my-data-column-place = Место
my-data-column-coming = Придёте ли вы
my-data-column-substitute = Кто вместо вас
my-data-accepted = принято
my-data-returned = возвращено
my-data-coming-yes = да
my-data-coming-no = нет
my-data-coming-substitute = придёт другой
