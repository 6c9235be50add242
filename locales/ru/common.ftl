# Общее для всех разговоров.

error-unexpected =
    Что-то пошло не так. Попробуйте ещё раз. Если не поможет, сообщите координатору код ошибки: <code>{ $code }</code>.

# Всплывающая строка на кнопку, которая не для этого человека или уже не действует.
refused = Эта кнопка не для вас или уже не действует.

not-understood =
    Не понимаю этого сообщения. Выберите раздел на клавиатуре внизу.

# Кнопки меню под чатом.
menu-tasks-button = Мои задачи
menu-surveys-button = Опросы
menu-meetings-button = Заседания
menu-summary-button = Сводка
menu-review-button = Проверка
menu-people-button = Школы и люди
menu-roadmap-button = Дорожная карта
menu-settings-button = Настройки
menu-help-button = Помощь

# Описания команд в меню Telegram.
command-start = Начать
command-tasks = Что нужно сдать
command-surveys = Опросы и анкеты
command-meetings = Заседания координационной группы
command-summary = Сводка по школам
command-review = Подтверждения на проверку
command-people = Школы, люди и приглашения
command-roadmap = Дорожная карта
command-announce = Объявление людям или школам
command-preview = Что уйдёт на этой неделе
command-settings = Язык, имя, напоминания
command-help = Что здесь можно сделать
command-cancel = Отменить начатое

# Кнопки, общие для всех разговоров.
back-button = ‹ Назад
cancel-button = Отмена
previous-page-button = ‹
next-page-button = ›
page-button = { $page }/{ $pages }
