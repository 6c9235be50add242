# Настройки человека.

settings-overview =
    <b>Настройки</b>
    Имя: { $name }
    Язык: { $language }
    { $reminders }
settings-reminders-on = Напоминания: включены
settings-reminders-paused = Напоминания: молчат до { $day }
settings-language-button = Язык
settings-name-button = Исправить имя
settings-pause-button = Приостановить напоминания
settings-resume-button = Возобновить напоминания
settings-leave-button = Выйти и удалить мои данные

settings-language-name = Русский
settings-choose-language = На каком языке говорить боту?
settings-language-set = Теперь бот говорит по-русски.

settings-ask-name = Сейчас вы записаны так: { $name }. Напишите имя и фамилию, как их показывать коллегам.
settings-name-set = Имя исправлено.
settings-name-unclear = Похоже, это не имя. Напишите имя и фамилию буквами.
settings-name-too-long = Это слишком длинно: помещается не больше { $limit } знаков. Напишите короче.

settings-choose-pause = До какого дня не напоминать о поручениях? Сроки не меняются. Решения по сданному, заседания и объявления приходить будут.
settings-pause-tomorrow-button = До завтра
settings-pause-week-button = На неделю
settings-pause-fortnight-button = На две недели
settings-pause-date-button = До даты…
settings-ask-pause-date = Напишите день, с которого снова напоминать, например { $example }. Не дальше чем через { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }.
settings-pause-unclear = Не получается прочитать дату. Напишите её цифрами, например 15.03 или 15.03.2022.
settings-pause-out-of-range = Нужен день в будущем, не дальше чем через { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }. Напишите другую дату.
settings-paused = Напоминаний не будет до { $day }.
settings-resumed = Напоминания снова включены.

settings-leave-sure =
    <b>Выйти и удалить данные?</b>
    Бот забудет ваше имя, номер аккаунта Telegram, роль и школы и больше не напишет. Сданные файлы и ответы останутся в отчётности школы без вашего имени.

    Вернуться можно будет только по новому приглашению.
settings-leave-yes-button = Да, выйти и удалить
settings-left = Вы вышли, ваши данные удалены. Спасибо за работу! Вернуться можно по новому приглашению координатора.
settings-left-name = Удалённый пользователь
