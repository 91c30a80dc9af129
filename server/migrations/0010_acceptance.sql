-- Why: a webhook is accepted in one statement (INB-06): every item of the delivery and the lanes that will handle them,
-- or nothing. Decision: docs/decisions/0010-acceptance-in-one-statement.md. Lock: new role and function, none on rows.

do $$ begin
  if not exists (select from pg_roles where rolname = 'balcao_acceptor') then create role balcao_acceptor nologin; end if;
end $$;
grant usage on schema public to balcao_acceptor;

-- It cannot sign in, sees which channels there are, and appends; the application reaches it by the function alone.
create policy for_acceptance on channel for select to balcao_acceptor using (true);
create policy for_acceptance on inbound_item for insert to balcao_acceptor with check (true);
grant select on channel to balcao_acceptor;
grant insert on inbound_item to balcao_acceptor;
grant select, insert, update on lane to balcao_acceptor;

-- accounts, persons and payloads have one entry an item, in the order of the delivery. Only channels of `trusted`, whose
-- secret signed it, take items; the others are kept under the installation, for an operator.
-- Returns the lanes that have work now, and the installation once with an empty key when something went to it.
create function accept_inbound(wanted_kind text, correlation text, trusted uuid[], accounts text[], persons text[], payloads jsonb[])
  returns table (company_id uuid, lane_key text)
  language plpgsql security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    with arrived as materialized (
      select item.n, item.payload, channel.id as channel_id,
        coalesce(channel.company_id, '00000000-0000-0000-0000-000000000000') as company_id,
        -- Without a channel it is no lane, and says whose it would be.
        'in:' || coalesce(channel.id::text, item.account, '') || ':' || item.person as lane_key
      from unnest(accounts, persons, payloads) with ordinality as item (account, person, payload, n)
      left join channel on channel.kind = wanted_kind and channel.external_id = item.account and channel.id = any (trusted)
    ), kept as (
      insert into inbound_item (company_id, channel_id, channel_kind, lane_key, payload, correlation_id, state, error, settled_at)
        select company_id, channel_id, wanted_kind, lane_key, payload, correlation,
          case when channel_id is null then 'failed' else 'waiting' end,
          case when channel_id is null then 'channel.unknown' end,
          case when channel_id is null then now() end
        from arrived order by n
    ), woken as (
      insert into lane (company_id, key)
        select distinct company_id, lane_key from arrived where channel_id is not null order by company_id, lane_key
        on conflict (company_id, key) do update set gen = lane.gen + 1,
          -- An idle lane holds an old date that says nothing.
          due_at = case when lane.gen > lane.done_gen then least(lane.due_at, now()) else now() end
    )
    select distinct arrived.company_id, case when channel_id is null then '' else arrived.lane_key end from arrived;
end $$;
grant create on schema public to balcao_acceptor;
alter function accept_inbound(text, text, uuid[], text[], text[], jsonb[]) owner to balcao_acceptor;
revoke create on schema public from balcao_acceptor;
revoke all on function accept_inbound(text, text, uuid[], text[], text[], jsonb[]) from public;
grant execute on function accept_inbound(text, text, uuid[], text[], text[], jsonb[]) to balcao_app;
