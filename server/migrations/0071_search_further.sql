-- Why: a search looks through four times as many of the newest messages in the same time, so that what is left to the
-- index is rarer: p95 over a million messages below 100 ms (docs/decisions/0140-search-in-two-steps.md).
-- Lock: none on rows.

drop function search_messages(uuid, boolean, uuid, uuid[], tsquery, timestamptz, uuid, integer);

-- `words` are folded, of letters and digits only. Newest first, after a place (`before`, `after_id`) where one is given. Looks through the newest first, where a frequent
-- word is found at once; only what is rare there is asked of the index, which gives all that holds it.
create function search_messages(company uuid, sees_all boolean, viewer uuid, queues uuid[], words text[],
    before timestamptz, after_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  looked_through constant integer := 6000;
  wanted constant tsquery := (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(words) word)::tsquery;
  -- Comparing is ten times cheaper than taking a text apart, and rules out nearly all.
  patterns constant text[] := (select array_agg('%' || word || '%') from unnest(words) word);
  found_recently integer;
begin
  if company is distinct from current_setting('app.company_id')::uuid then
    raise exception 'search_messages: % is not the company of this transaction', company;
  end if;
  return query
    with recent as materialized (
      select m.id, m.conversation_id, m.created_at, m.text from message m
      where m.company_id = company and m.direction <> 'system' and m.text <> '' and m.deleted_at is null
        and (before is null or (m.created_at <= before and (m.created_at < before or m.id > after_id)))
      order by m.created_at desc, m.id limit looked_through
    )
    select r.id, r.created_at from recent r
    join conversation c on c.company_id = company and c.id = r.conversation_id
    where fold(r.text) like all (patterns) and search_words(r.text) @@ wanted
      and (sees_all or c.assignee_id = viewer or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null))
    order by r.created_at desc, r.id limit most;
  get diagnostics found_recently = row_count;
  if found_recently = most then return; end if;
  return query
    with holding as materialized (
      select m.id, m.conversation_id, m.created_at from message m
      where m.company_id = company and search_words(m.text) @@ wanted
        and m.direction <> 'system' and m.text <> '' and m.deleted_at is null
        and (before is null or (m.created_at <= before and (m.created_at < before or m.id > after_id)))
    )
    select h.id, h.created_at from holding h
    join conversation c on c.company_id = company and c.id = h.conversation_id
    where sees_all or c.assignee_id = viewer or c.queue_id = any (queues)
      or (c.queue_id is null and c.assignee_id is null)
    -- The first of these are those that were found already.
    order by h.created_at desc, h.id offset found_recently limit most - found_recently;
end $$;

grant create on schema public to balcao_reader;
alter function search_messages(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function search_messages(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) from public;
grant execute on function search_messages(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) to balcao_app;
