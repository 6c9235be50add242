# «Не требуется»: поручение, которое школы не касается.

not-applicable-button = Не требуется
not-applicable-again-button = Снова требуется
not-applicable-ask = Почему от школы это не требуется? Выберите причину или напишите свою. Школа её увидит, напоминания прекратятся.
not-applicable-reason-length = Напишите причину словами: от { $least } до { $most } знаков. Её прочитают в школе.
not-applicable-reason-subject-button = В школе этого нет
not-applicable-reason-elsewhere-button = Уже сделано по другому плану
not-applicable-reason-left-button = Школа вышла из программы
not-applicable-reason-subject = В школе нет того, о чём это мероприятие.
not-applicable-reason-elsewhere = Школа уже сделала это по другому плану.
not-applicable-reason-left = Школа больше не участвует в программе.
not-applicable-set = Отмечено: не требуется. Школе сообщу.
not-applicable-too-late = Отметить нельзя: поручение уже принято или отменено.
not-applicable-taken-back = Поручение снова действует. Школе сообщу.
not-applicable-told =
    <b>Это поручение выполнять не нужно.</b>
    Причина: { $reason }
not-applicable-told-again = <b>Это поручение снова действует.</b> Срок: { $due }.
