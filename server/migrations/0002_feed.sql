-- Why: the change feed that consoles follow (foundations.md, 1). Writers append to feed_in; one short transaction after
-- them numbers the rows (sequence_feed), so a number appears only when every smaller one is visible.
-- Lock: new tables only. Outside row-level security with grants of their own: they hold ids, never content.

create table feed_in (
  n          bigint generated always as identity,
  company_id uuid not null,
  kind       text not null,
  row_id     uuid not null,
  gone       boolean not null default false,
  constraint feed_in_key primary key (n)
);
-- Every row of it dies soon, and each call of the sequencer steps over the dead: 0.2 ms with a thousand of them, 0.6 with
-- fifty thousand. The sequencer vacuums after every few thousand (sync/sequencer.ts); this is for when none runs.
alter table feed_in set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

create table feed (
  company_id uuid not null,
  kind       text not null,
  row_id     uuid not null,
  seq        bigint not null,
  gone       boolean not null,
  numbered_at timestamptz not null default now(),
  constraint feed_key primary key (company_id, kind, row_id)
);
create unique index feed_order on feed (company_id, seq);
-- What is forgotten one day: deletions, and the announcements to one scope ('messages@queue:<id>', 0020_scope.sql).
create index feed_passing on feed (numbered_at) where gone or kind like '%@%';
create sequence feed_pos;

-- A restored backup may give numbers a second time: it starts a new epoch, and a console that remembers another one
-- syncs afresh. So does one that stands before tombstones_from: tombstones up to there were removed.
create table feed_epoch (
  only_row        boolean not null default true,
  epoch           uuid not null default gen_random_uuid(),
  tombstones_from bigint not null default 0,
  -- Where these tables live; elsewhere, they were restored.
  place           text,
  constraint feed_epoch_key primary key (only_row),
  constraint feed_epoch_single check (only_row)
);
insert into feed_epoch default values;

-- Writers append, readers read; only the functions below number and remove.
grant insert, maintain on feed_in to balcao_app;
grant select on feed_in, feed, feed_epoch to balcao_app;
grant select on sequence feed_pos to balcao_app;

-- Numbers up to `most` of the oldest changes, tells who follows them (NOTIFY feed, 'company company …' or '*' for all),
-- and returns how many rows of the inbox it took. One at a time, in the whole database: the lock outlives the commit's
-- becoming visible, so a number appears only after every smaller one.
create function sequence_feed(most integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken integer;
  companies text;
begin
  -- The usual answer of a sweep, without lock and without waiting for the disk.
  if not exists (select from feed_in order by n limit 1) then return 0; end if;
  perform pg_advisory_xact_lock(7026002);
  -- A number that a power cut takes back would be given twice.
  perform set_config('synchronous_commit', 'on', true);

  with oldest as (
    delete from feed_in where n in (select n from feed_in order by n limit most) returning *
  ), newest as (
    select distinct on (company_id, kind, row_id) * from oldest order by company_id, kind, row_id, n desc
  ), numbered as materialized (
    select nextval('feed_pos') as seq, ordered.* from (select * from newest order by n) ordered
  ), changed as (
    insert into feed (company_id, kind, row_id, seq, gone) select company_id, kind, row_id, seq, gone from numbered
    on conflict (company_id, kind, row_id)
      do update set seq = excluded.seq, gone = excluded.gone, numbered_at = excluded.numbered_at
  )
  -- A notification holds less than 8,000 bytes: 200 companies of 37.
  select (select count(*) from oldest),
    case when count(distinct company_id) > 200 then '*' else string_agg(distinct company_id::text, ' ') end
    into taken, companies from numbered;

  if taken > 0 then perform pg_notify('feed', companies); end if;
  return taken;
end $$;

-- Removes tombstones (and announcements to one scope) up to a number, and notes it; returns how many.
create function forget_tombstones(up_to bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  forgotten bigint;
begin
  delete from feed where seq <= up_to and (gone or kind like '%@%');
  get diagnostics forgotten = row_count;
  update feed_epoch set tombstones_from = greatest(tombstones_from, up_to);
  return forgotten;
end $$;

-- Called at every start: another cluster, timeline, database or table than last time means a restored backup. (Copying
-- the data folder back in place cannot be seen; `restore` calls begin_feed_epoch.)
create function settle_feed_epoch() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  here text := concat_ws(':',
    (select system_identifier from pg_control_system()),
    left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select oid from pg_database where datname = current_database()),
    'public.feed'::regclass::oid);
begin
  update feed_epoch set place = here, epoch = gen_random_uuid() where place is distinct from here;
end $$;

create function begin_feed_epoch() returns uuid language sql
  as $$ update feed_epoch set epoch = gen_random_uuid() returning epoch $$;

revoke all on function sequence_feed(integer), forget_tombstones(bigint), settle_feed_epoch(), begin_feed_epoch() from public;
grant execute on function sequence_feed(integer), forget_tombstones(bigint) to balcao_app;

create function feed_append() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into feed_in (company_id, kind, row_id, gone) select company_id, tg_argv[0], id, true from changed;
  else
    insert into feed_in (company_id, kind, row_id) select company_id, tg_argv[0], id from changed;
  end if;
  return null;
end $$;

-- One line makes a table a replica's source. Statement triggers: one append a statement, however many rows.
create procedure feeds_replica(table_name regclass, replica text) language plpgsql as $$
begin
  execute format('create trigger feed_insert after insert on %s referencing new table as changed for each statement execute function feed_append(%L)', table_name, replica);
  execute format('create trigger feed_update after update on %s referencing new table as changed for each statement execute function feed_append(%L)', table_name, replica);
  execute format('create trigger feed_delete after delete on %s referencing old table as changed for each statement execute function feed_append(%L)', table_name, replica);
end $$;
