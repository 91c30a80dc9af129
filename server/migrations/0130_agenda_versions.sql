-- Why: free times that were counted once are given again as long as nothing changed (docs/decisions/0220). Whatever changes
-- what is free gives its resource, or the company, a number that was never given before; who knows the numbers of an answer
-- knows whether it still holds, in whatever process. And booking takes fewer rounds: lock and read are one, so is seating.
-- Lock: a partial index on occupancy and triggers on six small tables, each for a moment. The version before writes through
-- the same triggers and notices nothing.

-- How many may be there with it, as its type said: a single appointment is alone, also where a group would have room. What
-- the version before writes counts as single.
alter table occupancy add column capacity smallint not null default 1;
update occupancy o set capacity = (t.settings ->> 'capacity')::smallint
  from appointment a join appointment_type t on t.company_id = a.company_id and t.id = a.type_id
  where a.company_id = o.company_id and a.id = o.appointment_id;

create sequence agenda_change;
grant usage on sequence agenda_change to balcao_app;

create table agenda_version (
  company_id uuid not null references company (id),
  -- A resource: what takes its places changed. The company itself: what is set up, or blocked.
  of_id      uuid not null,
  version    bigint not null,
  constraint agenda_version_key primary key (company_id, of_id)
) with (fillfactor = 50); -- a booking writes its resource's row again: room for it beside the old one
call belongs_to_company('agenda_version');

-- In order of the resources, like whoever locks them. A hold that is over changes nothing by going: it counts by its time.
create function places_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version)
  select company_id, resource_id, nextval('agenda_change') from (
    select distinct company_id, resource_id from changed
    where tg_op <> 'DELETE' or expires_at is null or expires_at > now()
    order by company_id, resource_id) resources
  on conflict on constraint agenda_version_key do update set version = excluded.version;
  return null;
end $$;
create trigger places_taken after insert on occupancy referencing new table as changed for each statement execute function places_changed();
create trigger places_moved after update on occupancy referencing new table as changed for each statement execute function places_changed();
create trigger places_given_back after delete on occupancy referencing old table as changed for each statement execute function places_changed();

create function set_up_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version)
  select company_id, company_id, nextval('agenda_change') from (select distinct company_id from changed) companies
  on conflict on constraint agenda_version_key do update set version = excluded.version;
  return null;
end $$;

do $$
declare
  source text;
begin
  foreach source in array array['appointment_type', 'resource', 'availability_rule', 'calendar_block'] loop
    execute format('create trigger set_up_made after insert on %I referencing new table as changed for each statement execute function set_up_changed()', source);
    execute format('create trigger set_up_edited after update on %I referencing new table as changed for each statement execute function set_up_changed()', source);
    execute format('create trigger set_up_removed after delete on %I referencing old table as changed for each statement execute function set_up_changed()', source);
  end loop;
end $$;

create function company_hours_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version) values (new.id, new.id, nextval('agenda_change'))
  on conflict on constraint agenda_version_key do update set version = excluded.version;
  return null;
end $$;
create trigger company_hours_changed after update on company for each row
  when (old.hours is distinct from new.hours or old.exceptions is distinct from new.exceptions)
  execute function company_hours_changed();

create index occupancy_expiring on occupancy (company_id, resource_id, expires_at) where expires_at is not null;

-- Locks resources, ends what was held of them and is over, and tells what takes their places: one round instead of three,
-- while everybody else waits. Volatile, so that the last query sees what was committed while the first one waited.
-- One row without `id` for a locked resource that is free.
create function occupied_under_lock(of_company uuid, of_resources uuid[], since timestamptz, until timestamptz, at timestamptz)
  returns table (resource_id uuid, id uuid, seat smallint, starts_at timestamptz, ends_at timestamptz,
    buffer_before integer, buffer_after integer, overbooked boolean, capacity smallint)
  language plpgsql as $$
begin
  perform from resource r
    where r.company_id = of_company and r.id = any (of_resources) and r.removed_at is null order by r.id for no key update;
  delete from occupancy o where o.company_id = of_company and o.resource_id = any (of_resources) and o.expires_at <= at;
  return query
    select r.id, o.id, o.seat, o.starts_at, o.ends_at, o.buffer_before, o.buffer_after, o.overbooked, o.capacity
    from resource r left join occupancy o
      on o.company_id = of_company and o.resource_id = r.id and o.ends_at > since and o.starts_at < until
      -- Nothing is longer than a week (domain, booking/slot.ts): the index has an end on both sides.
      and o.starts_at > since - interval '7 days'
    where r.company_id = of_company and r.id = any (of_resources) and r.removed_at is null;
end $$;

-- The usual booking, in one round, so that whoever waits for the lock waits for little: alone on its resources, or not at
-- all. Between neighbours the larger buffer holds. Null: a resource is not there; false: taken, and nothing was written.
create function take_alone(of_company uuid, of_appointment uuid, of_hold uuid, until timestamptz, of_resources uuid[],
    starts timestamptz, ends timestamptz, before_minutes integer, after_minutes integer, at timestamptz)
  returns boolean language plpgsql as $$
declare
  locked integer;
begin
  perform from resource r
    where r.company_id = of_company and r.id = any (of_resources) and r.removed_at is null order by r.id for no key update;
  get diagnostics locked = row_count;
  if locked < cardinality(of_resources) then return null; end if;
  delete from occupancy o where o.company_id = of_company and o.resource_id = any (of_resources) and o.expires_at <= at;
  if exists (
    select from occupancy o
    where o.company_id = of_company and o.resource_id = any (of_resources)
      -- A week is the longest appointment, a day the longest buffer: the index has an end on both sides.
      and o.starts_at < ends + interval '1 day' and o.starts_at > starts - interval '8 days'
      and o.starts_at - make_interval(mins => greatest(o.buffer_before, after_minutes)) < ends
      and o.ends_at + make_interval(mins => greatest(o.buffer_after, before_minutes)) > starts
  ) then return false; end if;
  insert into occupancy (company_id, resource_id, seat, starts_at, ends_at, buffer_before, buffer_after,
    appointment_id, hold_id, expires_at)
  select of_company, resource_id, 0, starts, ends, before_minutes, after_minutes, of_appointment, of_hold, until
  from unnest(of_resources) as resource_id;
  return true;
exception when exclusion_violation then
  return false;
end $$;

-- Seats one appointment or hold on its resources, in one statement. False: a seat was taken, and nothing was written.
create function take_seats(of_company uuid, of_appointment uuid, of_hold uuid, until timestamptz, of_resources uuid[],
    seats smallint[], overbooking boolean[], starts timestamptz, ends timestamptz, before_minutes integer, after_minutes integer, of_capacity smallint)
  returns boolean language plpgsql as $$
begin
  insert into occupancy (company_id, resource_id, seat, overbooked, starts_at, ends_at, buffer_before, buffer_after,
    capacity, appointment_id, hold_id, expires_at)
  select of_company, place.resource_id, place.seat, place.overbooked, starts, ends, before_minutes, after_minutes,
    of_capacity, of_appointment, of_hold, until
  from unnest(of_resources, seats, overbooking) as place (resource_id, seat, overbooked);
  return true;
exception when exclusion_violation then
  return false;
end $$;
