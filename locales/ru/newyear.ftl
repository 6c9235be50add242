# Новый год: прошлогодняя дорожная карта переносится на следующий.

command-newyear = Перенести карту на новый год
newyear-offer =
    <b>Дорожная карта на { $year } год</b>

    Возьму «{ $title }» ({ $activities ->
        [one] { $activities } мероприятие
        [few] { $activities } мероприятия
       *[many] { $activities } мероприятий
    }) и перенесу сроки. Месяцы останутся месяцами, даты я сверю с выходными и праздниками.

    Прошлый год сохранится, в нём ничего не изменится. Никому ничего не отправлю, пока вы не запустите.
newyear-calendar-unknown = Перенос выходных на { $year } год ещё не объявлен: знаю только субботы, воскресенья и праздники.
newyear-draft-goes = ⚠️ Сейчас ждёт запуска «{ $name }». Новый черновик займёт его место.
newyear-ask-schools =
    Какие школы участвуют? Если они другие, отметите их в черновике, а людей назначите в разделе «{ menu-people-button }».
newyear-open-button = Перенести на новый год
newyear-same-button = Школы и люди те же
newyear-others-button = Школы другие
newyear-there = Дорожная карта на { $year } год уже есть.
newyear-changed = С тех пор кое-что изменилось.
newyear-draft-head =
    <b>Сроки перенесены на { $year } год</b>

    { $title }
    { $counts }.
newyear-day-off =
    { $count ->
        [one] { $day } — выходной или праздник, рабочий день перед ним — { $before }
        [few] { $count } даты — выходные или праздники. Первая: { $day }, рабочий день перед ней — { $before }
       *[many] { $count } дат — выходные или праздники. Первая: { $day }, рабочий день перед ней — { $before }
    }
newyear-reworded = срок «{ $old }» на новый год дословно не переносится, проверьте дату
newyear-drop-button = Отменить перенос
newyear-dropped = Перенос отменён: прошлогодняя карта осталась как была.
newyear-working-day-button = Перенести на рабочий день

# Years and files.
roadmap-year-button =
    { $shown ->
        [yes] ✓ { $year }
       *[no] { $year }
    }
roadmap-download-button = Скачать { $form }
roadmap-file-name = Дорожная карта { $year }
roadmap-file-made = Готовлю файл
roadmap-file-not-sent = Файл не отправился. Попробуйте ещё раз.
summary-of-year =
    { $past ->
        [yes] <b>Итоги { $year } года</b>
       *[no] <b>План на { $year } год</b>
    }
