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

-- The arrays have one entry an item, in order of arrival. Company and channel are null for an account that is nobody's:
-- its items are kept under the installation, for an operator, with a key that is no lane and says whose it would be.
create function accept_inbound(wanted_kind text, companies uuid[], channels uuid[], keys text[], payloads jsonb[], correlations text[])
  returns void
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  with arrived as materialized (
    select item.n, item.key, item.payload, item.correlation, channel.company_id, channel.id as channel_id
    from unnest(companies, channels, keys, payloads, correlations) with ordinality as item (company, channel, key, payload, correlation, n)
    -- Gone since it was read: nobody's by now.
    left join channel on channel.company_id = item.company and channel.id = item.channel
  ), kept as (
    insert into inbound_item (company_id, channel_id, channel_kind, lane_key, payload, correlation_id, state, error, settled_at)
      select coalesce(company_id, '00000000-0000-0000-0000-000000000000'), channel_id, wanted_kind, key, payload, correlation,
        case when channel_id is null then 'failed' else 'waiting' end,
        case when channel_id is null then 'channel.unknown' end,
        case when channel_id is null then now() end
      from arrived order by n
  )
  -- Sorted: two statements that touch the same lanes meet in the same order, and do not deadlock.
  insert into lane (company_id, key)
    select distinct company_id, key from arrived where channel_id is not null order by company_id, key
    on conflict (company_id, key) do update set gen = lane.gen + 1,
      -- An idle lane holds an old date that says nothing.
      due_at = case when lane.gen > lane.done_gen then least(lane.due_at, now()) else now() end;
end $$;
grant create on schema public to balcao_acceptor;
alter function accept_inbound(text, uuid[], uuid[], text[], jsonb[], text[]) owner to balcao_acceptor;
revoke create on schema public from balcao_acceptor;
revoke all on function accept_inbound(text, uuid[], uuid[], text[], jsonb[], text[]) from public;
grant execute on function accept_inbound(text, uuid[], uuid[], text[], jsonb[], text[]) to balcao_app;
