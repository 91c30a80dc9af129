-- Why: what every later migration stands on: extensions, folding for search, the application's role, and the two
-- procedures by which a table becomes a company's (row-level security) and a replica's (the change feed's triggers).
-- Lock: none on live rows. Forward only.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- unaccent() is only stable because its dictionary could change; ours does not, so indexes may use this wrapper.
create function fold(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- The application signs in as balcao_app: it owns nothing and cannot bypass policies. How it signs in is set at start
-- (server/src/db/roles.ts). balcao_reader cannot sign in; it owns the search functions (foundations.md, 4).
do $$ begin
  if not exists (select from pg_roles where rolname = 'balcao_app') then create role balcao_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'balcao_reader') then create role balcao_reader nologin; end if;
end $$;
grant usage on schema public to balcao_app, balcao_reader;

-- Makes a table belong to companies: rows are seen and written only inside a transaction that named their company.
create procedure belongs_to_company(table_name regclass, key_column text default 'company_id') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format(
    'create policy of_company on %1$s to balcao_app using (%2$I = (select current_setting(''app.company_id'')::uuid))'
    ' with check (%2$I = (select current_setting(''app.company_id'')::uuid))', table_name, key_column);
  execute format('create policy for_reading on %s for select to balcao_reader using (true)', table_name);
  -- The owner migrates and provisions; it is no superuser on a managed PostgreSQL, so it needs a policy as well.
  execute format('create policy for_owner on %s to current_user using (true) with check (true)', table_name);
  execute format('grant select, insert, update, delete on %s to balcao_app', table_name);
  execute format('grant select on %s to balcao_reader', table_name);
end $$;
