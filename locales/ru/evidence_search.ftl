# Подтверждения, найденные снова: список с отбором и одно подтверждение.

evidence-search-head = <b>Подтверждения</b>
evidence-search-head-year = <b>Подтверждения, { $year } год</b>
evidence-search-by-school = Школа: { $name }
evidence-search-by-month = Месяц: { $name } — срок или день сдачи
evidence-search-by-activity = Мероприятие { $name }
evidence-search-by-state = Состояние: { $name }
evidence-search-unclear = Не понял: «{ $words }». Назовите школу, месяц или номер мероприятия, например: /evidence школа 20 март
evidence-search-nothing = Ничего не сдано.
evidence-search-count = Найдено: { $count }.
evidence-search-many = Найдено больше { $count }. Выберите школу или месяц.
evidence-search-nobody = отправитель вышел из программы
evidence-search-found =
    <b>№ { $position }. { $title }</b>
    { $whom }
    { $at }, { $who }: { $holds } — { $state }
evidence-search-by-school-button = Школа…
evidence-search-by-month-button = Месяц…
evidence-search-by-activity-button = Мероприятие…
evidence-search-by-state-button = Состояние…
evidence-search-without-button = ✕ { $name }
evidence-search-choice-button = { $name } · { $count }
evidence-search-activity = № { $position }. { $title }
evidence-search-state-submitted = на проверке
evidence-search-state-accepted = принято
evidence-search-state-returned = возвращено

evidence-search-ask-school = Какая школа?
evidence-search-ask-month = За какой месяц? Найду то, что нужно было сдать в этом месяце, и то, что в нём сдали.
evidence-search-ask-activity = Какое мероприятие?
evidence-search-ask-state = Какие подтверждения показать?
evidence-search-nothing-to-choose = Выбирать не из чего: ничего не сдано.

evidence-search-package = Отправлено { $at }, { $who }: { $files } — { $state }
evidence-search-card-button = Поручение
evidence-search-back-button = ‹ К списку

menu-evidence-button = Подтверждения
command-evidence = Что сдано: найти и открыть
