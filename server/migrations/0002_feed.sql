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
-- A long snapshot keeps dead rows alive: 8.9 ms a call at 80,000 of them. Vacuum early and often.
alter table feed_in set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

create table feed (
  company_id uuid not null,
  kind       text not null,
  row_id     uuid not null,
  seq        bigint not null,
  gone       boolean not null,
  constraint feed_key primary key (company_id, kind, row_id)
);
create unique index feed_order on feed (company_id, seq);
create sequence feed_pos;

-- Rows that left a scope although they still exist: the console of that scope removes them.
create table feed_left (
  company_id uuid not null,
  scope_key  text not null,
  kind       text not null,
  row_id     uuid not null,
  seq        bigint not null,
  constraint feed_left_key primary key (company_id, scope_key, kind, row_id)
);
create index feed_left_order on feed_left (company_id, scope_key, seq);

-- Restoring a backup starts a new epoch; a console that remembers another one syncs afresh.
create table feed_epoch (
  only_row boolean not null default true,
  epoch    uuid not null default gen_random_uuid(),
  constraint feed_epoch_key primary key (only_row),
  constraint feed_epoch_single check (only_row)
);
insert into feed_epoch default values;

grant select, insert, update, delete on feed_in, feed, feed_left to balcao_app;
grant select on feed_epoch to balcao_app;
grant usage on sequence feed_pos to balcao_app;

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
