cli-roadmap = { $title }, { $year } год
cli-counts =
    { $activities ->
        [one] { $activities } мероприятие
        [few] { $activities } мероприятия
       *[many] { $activities } мероприятий
    }, { $occurrences ->
        [one] { $occurrences } контрольный срок
        [few] { $occurrences } контрольных срока
       *[many] { $occurrences } контрольных сроков
    }
cli-file-unreadable = файл { $file } не читается: { $reason }
cli-file-unwritable = файл { $file } не записать: { $reason }
cli-nothing-to-back-up = базы { $file } ещё нет, сохранять нечего
cli-not-empty = восстановление только на пустое место: уже есть { $file } или файлы в { $folder }
cli-backup-postgres = для PostgreSQL есть pg_dump и pg_restore; папку с подтверждениями скопируйте отдельно
cli-backup-without-bucket = Сохранена только база: подтверждения лежат в хранилище { $bucket }, копию сделайте его средствами.
cli-restore-without-bucket = Восстановлена только база: подтверждения бот берёт из хранилища { $bucket }. Всё ли на месте, покажет kurator doctor --evidence.
cli-restore-files-into-bucket = в { $file } есть файлы подтверждений, а EVIDENCE_URL указывает на s3://; укажите в нём папку и восстановите ещё раз
cli-database-unusable = база данных { $address } не открывается: { $reason }
cli-not-a-backup = { $file } — не резервная копия бота или она повреждена
cli-port-taken = порт { $port } занят; выберите другой: make demo PORT=8082
cli-port-refused = порт { $port } открыть нельзя: { $reason }
cli-demo-ready = Демо готово. Откройте { $address } — Ctrl+C остановит.
cli-demo-claim = Начните с чата координатора: кнопка «Старт» (или код настройки { $code }).
cli-summary = { $date }, { $roadmap }: просрочено { $overdue }, скоро срок { $due_soon }, на проверке { $in_review }, сделано { $done }, впереди { $ahead }
cli-summary-school = { $name }: просрочено { $overdue }, скоро срок { $due_soon }, на проверке { $in_review }, сделано { $done }, впереди { $ahead }
cli-export-format = файл { $file }: дорожную карту можно сохранить как .xlsx или .docx
cli-no-roadmap = дорожной карты пока нет
cli-no-roadmap-of-year = дорожной карты на { $year } год нет
