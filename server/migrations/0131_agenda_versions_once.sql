-- Why: a file with thousands of appointments is taken in one transaction, and a number for each left a row of thousands of dead
-- versions that every look stepped over. A transaction gives each resource one number now, and what it reads by a number of
-- its own is kept by nobody, since more may follow under the same one (docs/decisions/0220).
-- Lock: a column without rewriting. The version before writes through the same triggers and notices nothing.

alter table agenda_version add column changed_by xid8;

create or replace function places_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version, changed_by)
  select company_id, resource_id, nextval('agenda_change'), pg_current_xact_id() from (
    select distinct company_id, resource_id from changed
    where tg_op <> 'DELETE' or expires_at is null or expires_at > now()
    order by company_id, resource_id) resources
  on conflict on constraint agenda_version_key do update set version = excluded.version, changed_by = excluded.changed_by
    where agenda_version.changed_by is distinct from excluded.changed_by;
  return null;
end $$;

create or replace function set_up_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version, changed_by)
  select company_id, company_id, nextval('agenda_change'), pg_current_xact_id() from (select distinct company_id from changed) companies
  on conflict on constraint agenda_version_key do update set version = excluded.version, changed_by = excluded.changed_by
    where agenda_version.changed_by is distinct from excluded.changed_by;
  return null;
end $$;

create or replace function company_hours_changed() returns trigger language plpgsql as $$
begin
  insert into agenda_version (company_id, of_id, version, changed_by)
  values (new.id, new.id, nextval('agenda_change'), pg_current_xact_id())
  on conflict on constraint agenda_version_key do update set version = excluded.version, changed_by = excluded.changed_by
    where agenda_version.changed_by is distinct from excluded.changed_by;
  return null;
end $$;
