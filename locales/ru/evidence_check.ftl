evidence-check-progress = Проверено { $done } из { $total }
evidence-check-read = { $count ->
    [one] Прочитан { $count } файл
    [few] Прочитано { $count } файла
   *[many] Прочитано { $count } файлов
}
evidence-check-missing = пропали: { $count }
evidence-check-changed = изменились после сохранения: { $count }
evidence-check-orphaned = лежат в хранилище, но в базе о них ничего нет: { $count }
evidence-check-more = и ещё { $count }
evidence-check-unfinished = недокачанные: { $count }, бот уберёт их сам через сутки
evidence-check-file = { $name } – { $where }. Прислал(а) { $person }, { $sent } { $hash }
evidence-check-task = мероприятие № { $position }, срок { $due }, { $school }
evidence-check-unfiled = ни к какому поручению не отнесён
evidence-check-city = город
evidence-check-photo = фото
evidence-check-made = копия для показа ({ $name }), сам файл на месте или назван отдельно
evidence-check-cut-off = проверка прервана, хранилище не ответило: { $reason }
