# Приветствие, помощь, отмена.

menu-greeting = Здравствуйте, { $name }! Выберите раздел на клавиатуре внизу.
menu-no-role = Здравствуйте, { $name }! Сейчас у вас нет роли в программе. Чтобы получить её, попросите у координатора приглашение.
menu-help-coordinator =
    <b>Координатор</b>
    • «{ menu-roadmap-button }» — загрузить и запустить план.
    • «{ menu-people-button }» — добавить школы и пригласить людей.
    • «{ menu-review-button }» — принять подтверждения или вернуть с причиной.
    • «{ menu-meetings-button }» — назначить день, узнать, кто придёт, сдать протокол.
    • «{ menu-surveys-button }» — спросить всех сразу и увидеть ответы.
    • «{ menu-summary-button }» — кто отстаёт и что сдано.
    • «{ menu-tasks-button }» — что нужно от вас самих.
menu-help-department =
    <b>Управление образования</b>
    • «{ menu-summary-button }» — как идут дела в школах.
    • «{ menu-tasks-button }» — что запланировано у самого управления.
menu-help-curator =
    <b>Куратор</b>
    Откройте «{ menu-tasks-button }», выберите нужное, нажмите «{ evidence-submit-button }», пришлите фото или PDF и нажмите «{ evidence-done-button }». Координатор проверит, бот сообщит решение.
menu-help-representative =
    <b>Представитель школы</b>
    Откройте «{ menu-tasks-button }», выберите нужное, нажмите «{ evidence-submit-button }», пришлите фото или PDF и нажмите «{ evidence-done-button }». Координатор проверит, бот сообщит решение.
menu-help-for-all = Язык, имя и паузу в напоминаниях можно поменять: «{ menu-settings-button }». Отменить начатое — /cancel.
menu-whom-to-ask = Вопросы — координатору: { $names }.
menu-nothing-to-cancel = Отменять нечего: сейчас бот ничего от вас не ждёт.
menu-cancelled = Отменено.
menu-files-kept = Бот больше не ждёт файлов. Присланные остались в поручении: откройте его, чтобы продолжить.
