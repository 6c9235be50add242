# Ссылки: то, что размещено на сайте.

links-heading = <b>Ссылки</b>
links-link = { $number }. { $url } ({ $at }, { $who })
links-more = …и ещё { $count }
links-count = { $count ->
    [one] { $count } ссылка
    [few] { $count } ссылки
   *[many] { $count } ссылок
 }
links-here = { $count ->
    [one] Сохранена { $count } ссылка.
    [few] Сохранены { $count } ссылки.
   *[many] Сохранено { $count } ссылок.
 }
links-here-before = Эта ссылка в подтверждении уже есть.
links-broken = «{ $url }» похоже на ссылку, но адрес записан с ошибкой или не открывается из интернета. Оставил это в комментарии. Если нужна ссылка, скопируйте её из строки браузера целиком.
links-show-button = Показать ссылки · { $date } ({ $count })
links-remove-button = Убрать ссылку { $number }
links-removed = Ссылка убрана.
links-removed-before = Эта ссылка уже убрана.
