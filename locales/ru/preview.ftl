# Что уйдёт на этой неделе: взгляд координатора вперёд.

preview-open-button = Что уйдёт на этой неделе
preview-week-button = Вся неделя
preview-refresh-button = Обновить

preview-week =
    <b>Что уйдёт на этой неделе</b>
    Так всё выглядит сейчас. О том, что сдадут раньше, не напомню.
preview-looking = Смотрю, что уйдёт… В большом городе это занимает несколько секунд.
preview-day = <b>{ $date }, { $weekday }</b>
preview-nothing = Ничего.
preview-day-off = Ничего, выходной.
preview-day-note = Ниже — о чём в этот день пора напомнить. В утреннее сообщение войдёт и остальное срочное.
preview-digests = • утренние сообщения: { $count }
preview-digests-put-off = • отложены (пауза или «не беспокоить»): { $count }
preview-messages = • { $what }: { $count }
preview-person = <b>{ $name }</b>
preview-digest =
    { $count ->
        [0] { $time } — утреннее сообщение: школы, которые не сдали в срок
        [one] { $time } — утреннее сообщение, пора напомнить о { $count } поручении
        [few] { $time } — утреннее сообщение, пора напомнить о { $count } поручениях
       *[many] { $time } — утреннее сообщение, пора напомнить о { $count } поручениях
    }
preview-digest-put-off = Утреннее сообщение отложено до { $until }
preview-task = • № { $position }. { $title }, срок { $due }
preview-task-school = • № { $position }. { $title }, { $school }, срок { $due }
preview-more = и ещё { $count }
preview-message = { $time } — { $what }

preview-kind-announcement = объявление
preview-kind-deadline-moved = новые сроки поручений
preview-kind-meeting-cancelled = отмена заседания
preview-kind-meeting-invitation = приглашение на заседание
preview-kind-meeting-moved = перенос заседания
preview-kind-meeting-protocol = просьба о протоколе
preview-kind-meeting-reminder = напоминание о заседании
preview-kind-roadmap-started = новость о дорожной карте
preview-kind-survey-invitation = приглашение в опрос
preview-kind-survey-reminder = напоминание об опросе
preview-kind-other = другие сообщения
