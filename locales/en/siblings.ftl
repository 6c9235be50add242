# One package of evidence for several schools.

siblings-button = For other schools too
siblings-all-button = For all my schools
siblings-next-button = Go on
siblings-ticked-button = ✓ { $school }
siblings-unticked-button = ☐ { $school }
siblings-which = For which other schools are the same files right? Tick them, then press “Go on”.
siblings-chosen = Handing in also for: { $schools }
siblings-not-owed = Nothing is awaited from that school here any more.
siblings-too-late = This evidence is handed in already; the schools can't be changed.
siblings-receipt = Handed in also for: { $schools }.
siblings-receipt-not = Not handed in: { $schools }. Colleagues have handed in or are preparing evidence there.
