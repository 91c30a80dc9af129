-- Why: how many asked for a time, were offered any, chose one, booked and came, by source (BOOK-25, CON-27). One row for each
-- way to an appointment; sums of them folded from a ledger by one worker, as of tickets (foundations, 4; decisions/0233).
-- Lock: appointment for its backfill, then a moment. The version before writes none of this: its bookings of the minutes in
-- which both run are missing.

-- Somebody's way to one appointment, from the step at which it was first seen here.
create table booking_journey (
  company_id  uuid not null references company (id),
  id          uuid not null,
  type_id     uuid not null,
  source      text not null,
  -- Steps: 1 asked for times, 2 was offered some, 3 chose one, 4 booked it.
  entry       smallint not null,
  reached     smallint not null,
  -- An answer to a question of the type ended it.
  turned_away boolean not null default false,
  -- No foreign key: what happened stays, whatever becomes of the appointment's row.
  appointment_id uuid,
  outcome     text not null default 'open',
  resource_ids uuid[] not null default '{}',
  began_at    timestamptz not null default now(),
  -- On the company's wall clock, as it was then.
  day         date not null default current_date,
  constraint booking_journey_key primary key (company_id, id),
  constraint booking_journey_type foreign key (company_id, type_id) references appointment_type (company_id, id),
  constraint booking_journey_source_known check (source in ('page', 'link', 'console', 'api', 'waiting', 'chat')),
  constraint booking_journey_steps check (entry between 1 and 4 and reached between entry and 4),
  constraint booking_journey_booked check ((reached = 4) = (appointment_id is not null)),
  constraint booking_journey_outcome_known check (outcome in ('open', 'attended', 'missed', 'cancelled', 'moved'))
);
create index booking_journey_of_appointment on booking_journey (company_id, appointment_id) where appointment_id is not null;
call belongs_to_company('booking_journey');

create function booking_journey_place() returns trigger language plpgsql as $$
begin
  select (new.began_at at time zone zone)::date into new.day from company where id = new.company_id;
  return new;
end $$;
create trigger booking_journey_place before insert on booking_journey
  for each row execute function booking_journey_place();

-- The zero id counts each journey once; beside it each resource has its own row, from the step at which it is known who.
create table booking_figures (
  company_id    uuid not null references company (id),
  day           date not null,
  type_id       uuid not null,
  source        text not null,
  resource_id   uuid not null,
  asked         bigint not null default 0,
  turned_away   bigint not null default 0,
  offered       bigint not null default 0,
  chosen        bigint not null default 0,
  chosen_at_once bigint not null default 0,
  booked        bigint not null default 0,
  booked_at_once bigint not null default 0,
  attended      bigint not null default 0,
  missed        bigint not null default 0,
  cancelled     bigint not null default 0,
  moved         bigint not null default 0,
  constraint booking_figures_key primary key (company_id, day, type_id, source, resource_id)
);
call belongs_to_company('booking_figures');

-- What one journey adds to the sums: the ledger's rows are differences of these, and a recount is their sum.
create function journey_adds(j booking_journey) returns setof booking_figures language sql immutable as $$
  select j.company_id, j.day, j.type_id, j.source, counted.id,
    (counted.whole and j.entry = 1)::int::bigint,
    (counted.whole and j.turned_away)::int::bigint,
    (counted.whole and j.entry <= 2 and j.reached >= 2)::int::bigint,
    (j.entry <= 3 and j.reached >= 3)::int::bigint,
    (j.entry = 3)::int::bigint,
    (j.reached = 4)::int::bigint,
    (j.entry = 4)::int::bigint,
    (j.outcome = 'attended')::int::bigint, (j.outcome = 'missed')::int::bigint,
    (j.outcome = 'cancelled')::int::bigint, (j.outcome = 'moved')::int::bigint
  from (
    select '00000000-0000-0000-0000-000000000000'::uuid as id, true as whole
    union all
    select distinct resource_id, false from unnest(j.resource_ids) resource_id
  ) counted
$$;

create table booking_ledger (
  -- A row lives for a second, and its company is its journey's: nothing to check twice for each.
  company_id uuid not null,
  n          bigint generated always as identity,
  -- 1: as the journey is now; -1: as it was.
  sign       smallint not null,
  figures    booking_figures not null,
  constraint booking_ledger_key primary key (company_id, n)
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);
call belongs_to_company('booking_ledger');

create function booking_ledger_new() returns trigger language plpgsql as $$
begin
  insert into booking_ledger (company_id, sign, figures)
    select changed.company_id, 1, adds::booking_figures
    from changed, journey_adds(row(changed.*)::booking_journey) adds;
  return null;
end $$;
create function booking_ledger_changed() returns trigger language plpgsql as $$
begin
  insert into booking_ledger (company_id, sign, figures)
    select was.company_id, -1, adds::booking_figures
    from was, journey_adds(row(was.*)::booking_journey) adds
    union all
    select changed.company_id, 1, adds::booking_figures
    from changed, journey_adds(row(changed.*)::booking_journey) adds;
  return null;
end $$;
create trigger ledger_insert after insert on booking_journey
  referencing new table as changed for each statement execute function booking_ledger_new();
create trigger ledger_update after update on booking_journey
  referencing old table as was new table as changed for each statement execute function booking_ledger_changed();

create function journey_outcome(status text) returns text language sql immutable as $$
  select case status when 'completed' then 'attended' when 'no_show' then 'missed' when 'cancelled' then 'cancelled' else 'open' end
$$;

-- What becomes of an appointment is decided in many places; its journey follows all of them.
create function journey_follows() returns trigger language plpgsql as $$
begin
  update booking_journey set outcome = journey_outcome(new.status), resource_ids = new.resource_ids
    where company_id = new.company_id and appointment_id = new.id and outcome <> 'moved';
  return null;
end $$;
create trigger journey_follows after update on appointment for each row
  when (old.status is distinct from new.status or old.resource_ids is distinct from new.resource_ids)
  execute function journey_follows();

-- What is there already was booked: nobody noted what came before. What came from other calendars was booked there.
insert into booking_journey (company_id, id, type_id, source, entry, reached, appointment_id, outcome, resource_ids, began_at)
  select company_id, id, type_id, source, 4, 4, id, journey_outcome(status), resource_ids, created_at
  from appointment where source <> 'external';

-- For the worker, which looks across companies: ids only.
create or replace function ledger_companies() returns table (company_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.id from company c
    where exists (select from ticket_ledger l where l.company_id = c.id)
      or exists (select from booking_ledger l where l.company_id = c.id)
  $$;
