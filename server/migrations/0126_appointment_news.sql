-- Why: contacts and the company's people are told of what is booked, moved and cancelled, once, however often it changed
-- before anybody heard of it (BOOK-18).
-- Lock: a new table, and a column with a constant default on company, brief. The version before ignores both.

create table appointment_news (
  company_id     uuid not null,
  appointment_id uuid not null,
  -- Tellable (domain, booking/tellings.ts): what of it people know; null: nothing yet.
  known          jsonb,
  -- Who changed it last: they need not be told. Null: nobody of the company.
  changed_by     uuid,
  -- Undone by then, nobody hears of it.
  due_at         timestamptz not null,
  constraint appointment_news_key primary key (company_id, appointment_id),
  constraint appointment_news_of foreign key (company_id, appointment_id) references appointment (company_id, id) on delete cascade
);
call belongs_to_company('appointment_news');

-- TellingSettings (domain, booking/tellings.ts).
alter table company add column booking_tellings jsonb not null default '{}';
