-- Why: what somebody answered to the questions of a type is kept with their appointment, in the words in which it was asked
-- (BOOK-01, BOOK-25); until now it was a part of the notes, where it stays for what is booked already.
-- Lock: appointment and waiting_entry for a moment: a default needs no rewriting. The version before ignores them.

alter table appointment add column answers jsonb not null default '[]';
-- Asked before they wait: what they answered goes with them to the place that they take.
alter table waiting_entry add column answers jsonb not null default '[]';
