evidence-check-progress = { $done } of { $total } checked
evidence-check-read = { $count ->
    [one] { $count } file read
   *[other] { $count } files read
}
evidence-check-missing = missing: { $count }
evidence-check-changed = changed since they were stored: { $count }
evidence-check-orphaned = in the storage, but unknown to the database: { $count }
evidence-check-more = and { $count } more
evidence-check-unfinished = half downloaded: { $count }, the bot removes them after a day
evidence-check-file = { $name } – { $where }. Sent by { $person }, { $sent } { $hash }
evidence-check-task = activity No. { $position }, due { $due }, { $school }
evidence-check-unfiled = filed under no assignment
evidence-check-city = the city
evidence-check-photo = photo
evidence-check-made = copy for showing ({ $name }), the file itself is there or is named apart
evidence-check-cut-off = cut off, the storage gave no answer: { $reason }
