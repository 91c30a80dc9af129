-- Why: times that are kept for somebody who is being asked are seen on the calendar (BOOK-08, BOOK-11). Few and short-lived,
-- they are entries of the catalogue. Lock: triggers on a small table.
call feeds_replica('slot_hold', 'catalog');
