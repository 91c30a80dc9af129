-- Why: a search looks through as many of the newest messages as its words deserve. Before, each looked through 6,000 (25 ms)
-- and then asked the index for all of its words: a rare one had looked in vain, one that stands in every fiftieth message
-- gave 20,000 rows to sort where two thousand more would have been enough, and a frequent word beside a rare one was read
-- from the index only to be cut away. The same for contacts (docs/decisions/0140-search-in-two-steps.md).
-- Lock: none; functions are replaced. The version before calls them with the same arguments.

create or replace function search_messages(company uuid, sees_all boolean, viewer uuid, queues uuid[], words text[],
    before timestamptz, after_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  -- Waking a worker takes longer than what it would take over.
  set max_parallel_workers_per_gather = 0
as $$
declare
  portion integer := 3000;
  -- Looking through so many takes about as long as the index for a word that is found once in so many, of a million.
  farthest constant integer := 8000;
  wanted constant tsquery := (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(words) word)::tsquery;
  -- Comparing is ten times cheaper than taking a text apart, and rules out nearly all.
  patterns constant text[] := (select array_agg('%' || word || '%') from unnest(words) word);
  place_at timestamptz := before;
  place_id uuid := after_id;
  looked integer := 0;
  found integer := 0;
  portion_looked integer;
  portion_ids uuid[];
  portion_ats timestamptz[];
  rarest text[];
begin
  if company is distinct from current_setting('app.company_id')::uuid then
    raise exception 'search_messages: % is not the company of this transaction', company;
  end if;
  loop
    with recent as materialized (
      select m.id, m.conversation_id, m.created_at, m.text,
        -- What fold() does, in half the time: PostgreSQL does not take such a function apart.
        lower(unaccent('unaccent'::regdictionary, m.text)) as folded
      from message m
      where m.company_id = company and m.direction <> 'system' and m.text <> '' and m.deleted_at is null
        and (place_at is null or (m.created_at <= place_at and (m.created_at < place_at or m.id > place_id)))
      order by m.created_at desc, m.id limit portion
    ), hit as (
      select r.id, r.created_at from recent r
      join conversation c on c.company_id = company and c.id = r.conversation_id
      where r.folded like all (patterns) and search_words(r.text) @@ wanted
        and (sees_all or c.assignee_id = viewer or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null))
      order by r.created_at desc, r.id limit most - found
    ), farthest_row as (
      select r.id, r.created_at from recent r order by r.created_at, r.id desc limit 1
    )
    select (select count(*) from recent),
      (select coalesce(array_agg(h.id order by h.created_at desc, h.id), '{}') from hit h),
      (select coalesce(array_agg(h.created_at order by h.created_at desc, h.id), '{}') from hit h),
      (select f.created_at from farthest_row f), (select f.id from farthest_row f),
      case when looked > 0 then rarest else (
        select array_agg(counted.word) filter (where counted.times = counted.fewest) from (
          select word, count(r.id) as times, min(count(r.id)) over () as fewest
          from unnest(words) word left join recent r on r.folded like '%' || word || '%' group by word
        ) counted
      ) end
      into portion_looked, portion_ids, portion_ats, place_at, place_id, rarest;
    return query select * from unnest(portion_ids, portion_ats);
    looked := looked + portion_looked;
    found := found + cardinality(portion_ids);
    if found >= most or portion_looked < portion then return; end if;
    exit when (most - found)::bigint * looked > found::bigint * farthest;
    -- As far as the rest should be, and a little.
    portion := greatest(500, (most - found) * looked * 1.25 / found);
  end loop;
  -- The index gives all that hold the rarest words. What costs more is asked from the newest on, until there are enough.
  return query
    with holding as materialized (
      select m.id, m.conversation_id, m.created_at from message m
      where m.company_id = company and search_words(m.text) @@
          (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(rarest) word)::tsquery
        and m.direction <> 'system' and m.text <> '' and m.deleted_at is null
        and m.created_at <= place_at and (m.created_at < place_at or m.id > place_id)
    )
    select h.id, h.created_at from (select * from holding order by created_at desc, id offset 0) h
    where (
        select sees_all or c.assignee_id = viewer or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null)
        from conversation c where c.company_id = company and c.id = h.conversation_id
      ) and (
        cardinality(rarest) = cardinality(words)
        or (select fold(m.text) like all (patterns) and search_words(m.text) @@ wanted
            from message m where m.company_id = company and m.id = h.id)
      )
    order by h.created_at desc, h.id limit most - found;
end $$;

create or replace function search_contacts(company uuid, sees_all boolean, viewer uuid, queues uuid[], patterns text[],
    before timestamptz, after_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set max_parallel_workers_per_gather = 0
as $$
declare
  portion integer := 2000;
  farthest constant integer := 20000;
  place_at timestamptz := before;
  place_id uuid := after_id;
  looked integer := 0;
  found integer := 0;
  portion_looked integer;
  portion_ids uuid[];
  portion_ats timestamptz[];
  rarest text;
begin
  if company is distinct from current_setting('app.company_id')::uuid then
    raise exception 'search_contacts: % is not the company of this transaction', company;
  end if;
  loop
    with recent as materialized (
      select k.id, coalesce(k.last_contact_at, k.created_at) as at, k.search_text from contact k
      where k.company_id = company and (place_at is null or (coalesce(k.last_contact_at, k.created_at) <= place_at
        and (coalesce(k.last_contact_at, k.created_at) < place_at or k.id > place_id)))
      order by coalesce(k.last_contact_at, k.created_at) desc, k.id limit portion
    ), hit as (
      select r.id, r.at from recent r
      where r.search_text like all (patterns) and (sees_all or exists (
        select from conversation c where c.company_id = company and c.contact_id = r.id and (c.assignee_id = viewer
          or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null))))
      order by r.at desc, r.id limit most - found
    ), farthest_row as (
      select r.id, r.at from recent r order by r.at, r.id desc limit 1
    )
    select (select count(*) from recent),
      (select coalesce(array_agg(h.id order by h.at desc, h.id), '{}') from hit h),
      (select coalesce(array_agg(h.at order by h.at desc, h.id), '{}') from hit h),
      (select f.at from farthest_row f), (select f.id from farthest_row f),
      -- Fewer than three letters are in no index of trigrams.
      case when looked > 0 then rarest else (
        select pattern from unnest(patterns) pattern left join recent r on r.search_text like pattern
        group by pattern order by length(pattern) < 5, count(r.id), length(pattern) desc limit 1
      ) end
      into portion_looked, portion_ids, portion_ats, place_at, place_id, rarest;
    return query select * from unnest(portion_ids, portion_ats);
    looked := looked + portion_looked;
    found := found + cardinality(portion_ids);
    if found >= most or portion_looked < portion then return; end if;
    exit when (most - found)::bigint * looked > found::bigint * farthest;
    portion := greatest(500, (most - found) * looked * 1.25 / found);
  end loop;
  return query
    with holding as materialized (
      select k.id, coalesce(k.last_contact_at, k.created_at) as at from contact k
      where k.company_id = company and k.search_text like rarest and k.search_text like all (patterns)
    )
    select h.id, h.at from (
      select * from holding where holding.at <= place_at and (holding.at < place_at or holding.id > place_id)
      order by holding.at desc, holding.id offset 0
    ) h
    where sees_all or exists (
      select from conversation c where c.company_id = company and c.contact_id = h.id and (c.assignee_id = viewer
        or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null)))
    order by h.at desc, h.id limit most - found;
end $$;
