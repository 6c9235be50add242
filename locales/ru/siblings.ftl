# Одно подтверждение для нескольких школ.

siblings-button = Для других школ тоже
siblings-all-button = Для всех моих школ
siblings-next-button = Дальше
siblings-ticked-button = ✓ { $school }
siblings-unticked-button = ☐ { $school }
siblings-which = Для каких ещё школ подойдут эти же файлы? Отметьте, потом нажмите «Дальше».
siblings-chosen = Сдаю и для: { $schools }
siblings-not-owed = От этой школы здесь уже ничего не ждут.
siblings-too-late = Это подтверждение уже сдано, школы не изменить.
siblings-receipt = Сдано и для: { $schools }.
siblings-receipt-not = Не сдано: { $schools }. Там подтверждение уже сдали или готовят коллеги.
