-- Why: search over everything (INB-15): message texts by the beginnings of their words, contacts by any part of name,
-- number and e-mail, both without accents and case. Behind a policy PostgreSQL would not use these indexes, so the
-- functions run as balcao_reader and name the company themselves (foundations.md, 4).
-- Decision: docs/decisions/0140-search-in-two-steps.md.
-- Lock: building the indexes holds back writes to message, about 40 s for a million, and contact is written anew.

create extension if not exists btree_gin;

-- Words only: the parser would otherwise make addresses, versions and signed numbers of what a person typed.
create function search_words(value text) returns tsvector
  language sql immutable strict parallel safe
  return to_tsvector('simple'::regconfig, regexp_replace(fold(value), '[^[:alnum:]]+', ' ', 'g'));

create function contact_words(name text, phone text, email text) returns text
  language sql immutable strict parallel safe
  return fold(name) || E'\n' || regexp_replace(phone, '\D', '', 'g') || E'\n' || lower(email);

-- A short list of what is not merged yet: every search reads it from end to end.
create index message_words on message using gin (company_id, search_words(text))
  with (gin_pending_list_limit = 256) where direction <> 'system' and text <> '';
-- Kept, because a frequent name makes a search compare very many of them.
alter table contact add column search_text text not null generated always as (contact_words(name, phone, email)) stored;
create index contact_words on contact using gin (company_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256);
create index contact_recent on contact (company_id, (coalesce(last_contact_at, created_at)) desc, id);

-- Newest first, after a place (`before`, `after_id`) where one is given. Looks through the newest first, where a frequent
-- word is found at once; only what is rare there is asked of the index, which gives all that holds it.
create function search_messages(company uuid, sees_all boolean, viewer uuid, queues uuid[], wanted tsquery,
    before timestamptz, after_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  looked_through constant integer := 1500;
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
    where search_words(r.text) @@ wanted and (sees_all or c.assignee_id = viewer or c.queue_id = any (queues)
      or (c.queue_id is null and c.assignee_id is null))
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

-- `patterns` are for like, the longest first: that one is looked up in the index. In two steps, as with messages.
create function search_contacts(company uuid, sees_all boolean, viewer uuid, queues uuid[], patterns text[],
    before timestamptz, after_id uuid, most integer)
  returns table (id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  looked_through constant integer := 2000;
  found_recently integer;
begin
  if company is distinct from current_setting('app.company_id')::uuid then
    raise exception 'search_contacts: % is not the company of this transaction', company;
  end if;
  return query
    with recent as materialized (
      select k.id, coalesce(k.last_contact_at, k.created_at) as at, k.search_text from contact k
      where k.company_id = company and (before is null or (coalesce(k.last_contact_at, k.created_at) <= before
        and (coalesce(k.last_contact_at, k.created_at) < before or k.id > after_id)))
      order by coalesce(k.last_contact_at, k.created_at) desc, k.id limit looked_through
    )
    select r.id, r.at from recent r
    where r.search_text like all (patterns) and (sees_all or exists (
      select from conversation c where c.company_id = company and c.contact_id = r.id and (c.assignee_id = viewer
        or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null))))
    order by r.at desc, r.id limit most;
  get diagnostics found_recently = row_count;
  if found_recently = most then return; end if;
  return query
    with holding as materialized (
      select k.id, coalesce(k.last_contact_at, k.created_at) as at from contact k
      where k.company_id = company and k.search_text like patterns[1] and k.search_text like all (patterns)
    )
    select h.id, h.at from holding h
    where (before is null or (h.at <= before and (h.at < before or h.id > after_id)))
      and (sees_all or exists (
        select from conversation c where c.company_id = company and c.contact_id = h.id and (c.assignee_id = viewer
          or c.queue_id = any (queues) or (c.queue_id is null and c.assignee_id is null))))
    order by h.at desc, h.id offset found_recently limit most - found_recently;
end $$;

grant create on schema public to balcao_reader;
alter function search_messages(uuid, boolean, uuid, uuid[], tsquery, timestamptz, uuid, integer) owner to balcao_reader;
alter function search_contacts(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function search_messages(uuid, boolean, uuid, uuid[], tsquery, timestamptz, uuid, integer) from public;
revoke all on function search_contacts(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) from public;
grant execute on function search_messages(uuid, boolean, uuid, uuid[], tsquery, timestamptz, uuid, integer) to balcao_app;
grant execute on function search_contacts(uuid, boolean, uuid, uuid[], text[], timestamptz, uuid, integer) to balcao_app;
