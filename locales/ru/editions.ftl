# Новая редакция дорожной карты: что изменится и что об этом узнают люди.

edition-header = <b>Дорожная карта обновлена. Что изменилось для вас</b>
edition-added = <b>Новое: { $count }</b>
edition-added-line =
    № { $position }. { $title }
    { $count ->
        [one] Срок: <b>{ $due }</b>
        [few] { $count } контрольных срока, первый — <b>{ $due }</b>
       *[many] { $count } контрольных сроков, первый — <b>{ $due }</b>
    }
edition-moved = <b>Другой срок: { $count }</b>
edition-gone = <b>Больше не нужно: { $count }</b>
edition-gone-line =
    № { $position }. { $title }
    { $count ->
        [one] Срок был: { $due }
        [few] Было { $count } контрольных срока, первый — { $due }
       *[many] Было { $count } контрольных сроков, первый — { $due }
    }
edition-more = …и ещё { $count }.
newyear-news =
    Готова дорожная карта на { $year } год:
    <b>{ $title }</b>

# Сравнение в черновике.
edition-card-added =
    ➕ <b>№ { $position }.</b> { $title }
    Срок: { $deadline }
edition-card-removed =
    ➖ <b>№ { $position }.</b> { $title }
    Срок был: { $deadline }
edition-card-changed = ✎ <b>№ { $position }.</b> { $title }
edition-title = Название было: { $old }
edition-deadline = Срок: { $old } → { $new }
edition-dates = Контрольные сроки: { $old } → { $new }
edition-executors = Исполнители: { $old } → { $new }
edition-indicator = Показатель: { $old } → { $new }
edition-audience = Для кого: { $old } → { $new }
edition-watched =
    { $watched ->
        [yes] Контролируется снова
       *[no] Больше не контролируется
    }
edition-meeting =
    { $meeting ->
        [yes] Теперь это заседания координационной группы
       *[no] Больше не заседания координационной группы
    }
