# Объявления координатора.

announce-open-button = Объявление
announce-new-button = Новое объявление
announce-past-button = Прошлые объявления

announce-message =
    <b>Объявление от координатора</b>

    { $text }

announce-ask-text = Напишите текст объявления одним сообщением. Кому его отправить, спрошу потом.
announce-ask-new-text = Напишите новый текст объявления одним сообщением. Кому отправить, не изменится.
announce-empty = Пока пусто. Напишите текст объявления словами.
announce-too-long = Получилось слишком длинно: { $length } знаков, а помещается { $limit }. Сократите, пожалуйста, и пришлите ещё раз.
announce-no-draft = Это объявление уже отправлено или отменено. Начать новое можно командой /announce.
announce-nobody = Получателей нет: отметьте роли или школы.

announce-audience =
    <b>Кому отправить объявление?</b>
    Отметьте роли; если нужны не все школы, выберите их.

    { $people ->
        [0] Пока его никто не получит.
        [one] Получит { $people } человек.
        [few] Получат { $people } человека.
       *[many] Получат { $people } человек.
    }
announce-only-schools = Из кураторов и представителей — только от этих школ: { $schools }.
announce-role-curator-button = { $ticked ->
        [yes] ✓ Кураторы
       *[no] Кураторы
    }
announce-role-representative-button = { $ticked ->
        [yes] ✓ Представители школ
       *[no] Представители школ
    }
announce-role-department-button = { $ticked ->
        [yes] ✓ Управление образования
       *[no] Управление образования
    }
announce-role-coordinator-button = { $ticked ->
        [yes] ✓ Другие координаторы
       *[no] Другие координаторы
    }
announce-schools-button = { $count ->
        [0] Выбрать школы
        [one] Школы: выбрана { $count }
        [few] Школы: выбрано { $count }
       *[many] Школы: выбрано { $count }
    }
announce-look-button = Посмотреть и отправить
announce-words-button = Изменить текст
announce-audience-button = Кому
announce-drop-button = Не отправлять

announce-choose-schools =
    <b>Только людям этих школ</b>
    { $count ->
        [0] Отметьте школы. Если не отметить ни одной, объявление получат люди всех школ.
        [one] Отмечена { $count } школа.
        [few] Отмечены { $count } школы.
       *[many] Отмечено { $count } школ.
    }
announce-school-button = { $ticked ->
        [yes] ✓ { $name }
       *[no] { $name }
    }
announce-all-schools-button = Все школы
announce-schools-done-button = Готово

announce-confirm =
    { $people ->
        [one] Так объявление увидит { $people } человек.
        [few] Так объявление увидят { $people } человека.
       *[many] Так объявление увидят { $people } человек.
    }
announce-later = Сейчас тихие часы, поэтому отправлю позже: { $moment }.
announce-send-button = Отправить
announce-sending =
    { $people ->
        [one] Отправляю { $people } человеку. Ход отправки — в следующем сообщении.
        [few] Отправляю { $people } людям. Ход отправки — в следующем сообщении.
       *[many] Отправляю { $people } людям. Ход отправки — в следующем сообщении.
    }
announce-sending-later =
    { $people ->
        [one] Объявление получит { $people } человек.
        [few] Объявление получат { $people } человека.
       *[many] Объявление получат { $people } человек.
    } Начало отправки: { $moment }. До этого его можно остановить.
announce-sent-already = Объявление уже отправлено.
announce-dropped = Объявление отменено, никто ничего не получил.

announce-progress = <b>Объявление отправляется</b>
announce-waits = <b>Объявление ждёт отправки</b>
announce-result = <b>Объявление отправлено</b>
announce-result-stopped = <b>Отправка объявления остановлена</b>
announce-words = «{ $text }»
announce-delivered = Доставлено: { $count } из { $total }
announce-count-waiting = Ждут отправки: { $count }
announce-count-unreachable = Не дошло: { $count }
announce-count-failed = Ошибка отправки: { $count }
announce-count-stopped = Остановлено: { $count }
announce-count-gone = Уже не нужно: { $count }
announce-stop-button = Остановить
announce-refresh-button = Обновить
announce-missed-button = Кому не дошло
announce-stopped =
    { $count ->
        [0] Останавливать уже нечего.
        [one] Остановлено: { $count } человек не получит объявление.
        [few] Остановлено: { $count } человека не получат объявление.
       *[many] Остановлено: { $count } человек не получат объявление.
    }

announce-missed =
    <b>Кому не дошло: { $count }</b>
    «{ $text }»
announce-missed-line = { $name } — { $why }
announce-why-blocked = бот заблокирован
announce-why-deleted = аккаунт удалён
announce-why-no-chat = чат с ботом не начат
announce-why-unreachable = сообщения не доходят
announce-why-failed = сбой при отправке, подробности в журнале бота

announce-past = <b>Прошлые объявления</b>
announce-past-none =
    <b>Прошлые объявления</b>
    Пока ничего не отправляли.
announce-past-line =
    { $moment }
    «{ $text }»
    Доставлено: { $delivered } из { $total }
