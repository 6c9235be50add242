doctor-database = база данных
doctor-database-advice = Проверьте DATABASE_URL, права на файл и работает ли сервер; схему обновляет «kurator migrate»
doctor-schema = { $address }, { $schema ->
    [no] таблиц ещё нет, их создаст первый запуск
   *[other] схема { $schema }
}
doctor-schema-differs = в базе схема { $found }, программе нужна { $newest }
doctor-storage = хранилище подтверждений
doctor-storage-advice = Если это папка, дайте пользователю бота право записи в EVIDENCE_URL и освободите место на диске. Если S3, проверьте адрес, ключи и право читать, писать и удалять
doctor-bucket = { $bucket }, можно писать, читать и удалять
doctor-room = { $folder }, свободно { $free } МБ
doctor-little-room = на диске осталось { $free } МБ
doctor-calendar = календарь
doctor-calendar-advice = Обновите бота: выходные следующих лет приходят с новой версией
doctor-day = { $date }, { $working ->
    [True] рабочий день
   *[other] выходной
}; переносы выходных известны по { $year } год
doctor-calendar-ends = переносы выходных известны только по { $year } год
doctor-zone = часовой пояс
doctor-zone-advice = Проверьте TIMEZONE
doctor-local-time = { $zone }, сейчас { $time }
doctor-token = токен
doctor-token-advice = Проверьте BOT_TOKEN и связь с Telegram; если он доступен только через прокси, проверьте BOT_PROXY
doctor-time = часы сервера
doctor-time-advice = Включите точное время: timedatectl set-ntp true
doctor-clock = расходятся с часами Telegram на { $seconds } с
doctor-clock-differs = расходятся с часами Telegram на { $seconds } с
doctor-no-date = сервер не назвал время
doctor-webhook = обновления
doctor-webhook-advice = Адрес настраивает сам бот при запуске: перезапустите его. Если это не помогло, проверьте nginx и не работает ли с тем же токеном другая программа
doctor-updates = { $address }, ждут { $count }
doctor-webhook-differs = у Telegram записан адрес { $found }, в настройках { $wanted }
doctor-webhook-fails = Telegram не может доставить их: { $reason }
