-- Why: calendar files and subscriptions (BOOK-16), and appointments that recur (BOOK-09).
-- Lock: appointment briefly, for columns whose default is constant or null (no rewrite), and one index on a young table;
-- otherwise new tables. Forward only; the version before writes neither.

-- Times of one series are appointments like others: each takes its place, and what is done to one is done to one. The
-- rule is RFC 5545's without the property's name; the start is what the rule gave, whatever became of it (RECURRENCE-ID).
alter table appointment
  add column series_id    uuid,
  add column series_rule  text not null default '',
  add column series_start timestamptz,
  -- When calendars that follow it have to take it again (DTSTAMP, LAST-MODIFIED).
  add column changed_at   timestamptz not null default now(),
  add constraint appointment_series_whole check ((series_id is null) = (series_start is null));
create index appointment_of_series on appointment (company_id, series_id, series_start) where series_id is not null;

create function note_appointment_change() returns trigger language plpgsql as $$
begin
  new.changed_at := now();
  return new;
end $$;
create trigger note_change before update on appointment
  for each row when (old is distinct from new) execute function note_appointment_change();

-- The private address under which a resource's calendar is read without signing in. Whoever has it reads; it is shown to
-- who manages the calendar, so it is kept sealed, and found by its hash.
create table calendar_feed (
  company_id   uuid not null references company (id),
  id           uuid not null default uuidv7(),
  resource_id  uuid not null,
  -- SHA-256 of the token, which is 256 random bits.
  hash         bytea not null,
  sealed       text not null,
  created_by   uuid,
  created_at   timestamptz not null default now(),
  last_read_at timestamptz,
  constraint calendar_feed_key primary key (company_id, id),
  constraint calendar_feed_hash unique (company_id, hash),
  constraint calendar_feed_of_resource unique (company_id, resource_id),
  constraint calendar_feed_resource foreign key (company_id, resource_id) references resource (company_id, id) on delete cascade
);
call belongs_to_company('calendar_feed');

-- What an event of a calendar file became here, by the names it has there.
create table calendar_link (
  company_id     uuid not null references company (id),
  uid            text not null,
  -- RECURRENCE-ID in epoch ms; 0: the series, or what happens once.
  recurrence     bigint not null default 0,
  appointment_id uuid,
  series_id      uuid,
  block_id       uuid,
  sequence       integer not null,
  stamped_at     timestamptz not null,
  -- RFC 7265: the event as it came, for what the product does not understand of it.
  component      jsonb not null,
  constraint calendar_link_key primary key (company_id, uid, recurrence),
  constraint calendar_link_appointment foreign key (company_id, appointment_id) references appointment (company_id, id) on delete cascade,
  constraint calendar_link_block foreign key (company_id, block_id) references calendar_block (company_id, id) on delete cascade,
  constraint calendar_link_uid_length check (length(uid) <= 1000)
);
create index calendar_link_of_appointment on calendar_link (company_id, appointment_id) where appointment_id is not null;
create index calendar_link_of_block on calendar_link (company_id, block_id) where block_id is not null;
create index calendar_link_of_series on calendar_link (company_id, series_id) where series_id is not null;
call belongs_to_company('calendar_link');
