# «Что прислать»: из чего состоит подтверждение.

requirements-button = Что прислать
requirements-head = <b>Что прислать: № { $position }</b> { $title }
requirements-parts = <b>Школы должны прислать:</b>
requirements-part = • { $name }
requirements-none = Отдельных документов вы пока не просите: школы видят показатель для контроля и присылают то, что подходит.
requirements-office = { $takes ->
    [yes] Файлы Word и Excel принимаются.
   *[no] Файлы Word и Excel не принимаются.
    }
requirements-office-button = { $takes ->
    [yes] Word и Excel: принимаем
   *[no] Word и Excel: не принимаем
    }
requirements-suggested-button = Добавить: { $names }
requirements-type-button = Добавить своё
requirements-remove-button = ✕ { $name }
requirements-restore-button = Вернуть: { $name }
requirements-ask = Напишите, что ещё нужно прислать, например: «договор» или «список участников».
requirements-length = Напишите короче или подробнее: от { $least } до { $most } знаков, например «договор».
requirements-added = Добавлено
requirements-not-added = Такой пункт уже есть, или их слишком много.
requirements-removed = Убрано
requirements-restored = Возвращено
requirements-changed-before = Это уже сделано.

requirements-needed = Нужно: { $names }
requirements-checklist = Нужно: { $parts }
requirements-here = ✓ { $name }
requirements-missing = ✗ { $name }
requirements-what-button = Что это? { $number }
requirements-what = Что это за файл: { $name }?
requirements-told = Отмечено
requirements-asked-no-more = Этот документ больше не нужен.
requirements-file-is = { $file } — <b>{ $part }</b>
requirements-missing-ask = <b>Не хватает: { $names }.</b> Сдать так?
requirements-without-button = { $count ->
    [one] Сдать без него
    [few] Сдать без них
   *[many] Сдать без них
    }
requirements-add-button = Добавить
