# Links: what is published on a website.

links-heading = <b>Links</b>
links-link = { $number }. { $url } ({ $at }, { $who })
links-more = …and { $count } more
links-count = { $count ->
    [one] { $count } link
   *[other] { $count } links
 }
links-here = { $count ->
    [one] { $count } link saved.
   *[other] { $count } links saved.
 }
links-here-before = This link is in the evidence already.
links-broken = “{ $url }” looks like a link, but the address has a mistake in it or can't be reached from the internet. I've left it in the comment. If you need the link, copy all of it from the browser's address bar.
links-show-button = Show links · { $date } ({ $count })
links-remove-button = Remove link { $number }
links-removed = The link is removed.
links-removed-before = This link was removed before.
