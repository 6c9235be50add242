# What evidence consists of.

requirements-button = What to send
requirements-head = <b>What to send: No. { $position }</b> { $title }
requirements-parts = <b>Schools have to send:</b>
requirements-part = • { $name }
requirements-none = You ask for no single documents yet: schools see the control indicator and send what suits it.
requirements-office = { $takes ->
    [yes] Word and Excel files are taken.
   *[no] Word and Excel files are not taken.
    }
requirements-office-button = { $takes ->
    [yes] Word and Excel: taken
   *[no] Word and Excel: not taken
    }
requirements-suggested-button = Add: { $names }
requirements-type-button = Add another
requirements-remove-button = ✕ { $name }
requirements-restore-button = Bring back: { $name }
requirements-ask = Write what else has to be sent, for example “contract” or “list of participants”.
requirements-length = Please write { $least } to { $most } characters, for example “contract”.
requirements-added = Added
requirements-not-added = It is on the list already, or the list is too long.
requirements-removed = Removed
requirements-restored = Brought back
requirements-changed-before = This is done already.

requirements-needed = Needed: { $names }
requirements-checklist = Needed: { $parts }
requirements-here = ✓ { $name }
requirements-missing = ✗ { $name }
requirements-what-button = What is { $number }?
requirements-what = What is this file: { $name }?
requirements-told = Noted
requirements-asked-no-more = This document is asked for no more.
requirements-file-is = { $file } — <b>{ $part }</b>
requirements-missing-ask = <b>Missing: { $names }.</b> Hand it in like this?
requirements-without-button = { $count ->
    [one] Hand in without it
   *[other] Hand in without them
    }
requirements-add-button = Add
