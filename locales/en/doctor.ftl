doctor-database = database
doctor-database-advice = Check DATABASE_URL, the rights to the file and whether the server runs; «kurator migrate» updates the schema
doctor-schema = { $address }, { $schema ->
    [no] no tables yet, the first start makes them
   *[other] schema { $schema }
}
doctor-schema-differs = the database has the schema { $found }, the program needs { $newest }
doctor-storage = evidence storage
doctor-storage-advice = If it is a folder, let the bot's user write to EVIDENCE_URL, and make room on the disk. If it is S3, check the address, the keys and the right to read, write and delete
doctor-bucket = { $bucket }, can be written, read and deleted
doctor-room = { $folder }, { $free } MB free
doctor-little-room = only { $free } MB are left on the disk
doctor-calendar = calendar
doctor-calendar-advice = Update the bot: the days off of later years come with a new version
doctor-day = { $date }, { $working ->
    [True] a working day
   *[other] a day off
}; transferred days off are known up to { $year }
doctor-calendar-ends = transferred days off are known up to { $year } only
doctor-zone = time zone
doctor-zone-advice = Check TIMEZONE
doctor-local-time = { $zone }, it is { $time }
doctor-token = token
doctor-token-advice = Check BOT_TOKEN and the way to Telegram; where it is reached through a proxy only, check BOT_PROXY
doctor-time = the server's clock
doctor-time-advice = Have it set right: timedatectl set-ntp true
doctor-clock = { $seconds } s from Telegram's
doctor-clock-differs = { $seconds } s from Telegram's
doctor-no-date = the server told no time
doctor-webhook = updates
doctor-webhook-advice = The bot sets the address when it starts: start it anew. If that doesn't help, look at nginx, and whether another program uses the same token
doctor-updates = { $address }, { $count } waiting
doctor-webhook-differs = Telegram has the address { $found }, the settings { $wanted }
doctor-webhook-fails = Telegram can't deliver them: { $reason }
