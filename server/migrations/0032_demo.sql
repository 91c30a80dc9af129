-- Why: the demo company is made where nobody has used the installation yet, and the application's role sees no company
-- before it has named one. Lock: none on live rows; the function reads.

create function installation_is_empty() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select not exists (select from company where id <> '00000000-0000-0000-0000-000000000000') $$;
grant create on schema public to balcao_reader;
alter function installation_is_empty() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function installation_is_empty() from public;
grant execute on function installation_is_empty() to balcao_app;
