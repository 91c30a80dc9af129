-- Why: two bounds that 100,000 contacts showed to be needed: a search for fewer than three letters has no trigram to look
-- for and folded every row (3.8 s), and a company of very similar names made every likeness a walk through all of them.
-- Lock: functions only. Forward only; the version before calls them the same way.

create or replace function contacts_matching(company uuid, words text, digits text) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  pattern text := '%' || replace(replace(replace(fold(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  -- The stored name only: nothing is folded anew.
  if length(words) < 3 then
    return query select id from contact where company_id = company and merged_into is null and name_key like pattern;
    return;
  end if;
  return query select id from contact
    where company_id = company and merged_into is null
      and (contact_words(name, email, phone, external_id) like pattern
        or (length(digits) >= 4 and contact_words(name, email, phone, external_id) like '%' || digits || '%'));
end $$;

create or replace function duplicates_of(company uuid, contact_id uuid)
  returns table (id uuid, reason text, likeness real)
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.6 as $$
    with me as materialized (select * from contact where contact.company_id = company and contact.id = duplicates_of.contact_id),
    alike as (
      select theirs.contact_id as id, 'phone' as reason, 1::real as likeness
        from contact_identity mine join contact_identity theirs using (company_id, match_key)
        where mine.company_id = company and mine.contact_id = duplicates_of.contact_id and mine.kind in ('phone', 'whatsapp')
      union all
      select other.id, 'phone', 1 from me join contact other on other.company_id = company and other.phone = me.phone and me.phone <> ''
      union all
      select other.id, 'email', 1 from me join contact other
        on other.company_id = company and lower(other.email) = lower(me.email) and other.email <> '' and me.email <> ''
      union all
      -- Fifty are more than anybody compares; where whole lists are alike, likeness says nothing.
      (select other.id, 'name', similarity(other.name_key, me.name_key) from me join contact other
        on other.company_id = company and other.name_key % me.name_key and length(me.name_key) >= 5 limit 50)
    )
    select distinct on (alike.id) alike.id, alike.reason, alike.likeness
    from alike join contact other on other.company_id = company and other.id = alike.id
    where alike.id <> duplicates_of.contact_id and other.merged_into is null
      and not exists (select from contact_apart apart where apart.company_id = company
        and apart.a_id = least(alike.id, duplicates_of.contact_id) and apart.b_id = greatest(alike.id, duplicates_of.contact_id))
    order by alike.id, array_position(array['phone', 'email', 'name'], alike.reason)
  $$;

create or replace function suggest_duplicates(company uuid, most integer)
  returns table (a_id uuid, b_id uuid, reason text, likeness real)
  language sql stable security definer set search_path = public, pg_temp as $$
    with live as not materialized (select * from contact where company_id = company and merged_into is null),
    pairs as (
      select min(contact_id::text)::uuid as a, max(contact_id::text)::uuid as b, 'phone' as reason, 1::real as likeness
        from contact_identity where company_id = company and kind in ('phone', 'whatsapp')
        group by match_key having count(distinct contact_id) > 1
      union all
      select min(id::text)::uuid, max(id::text)::uuid, 'phone', 1 from live where phone <> '' group by phone having count(*) > 1
      union all
      select min(id::text)::uuid, max(id::text)::uuid, 'email', 1 from live where email <> '' group by lower(email) having count(*) > 1
      union all
      select min(id::text)::uuid, max(id::text)::uuid, 'name', 1 from live where name_key like '% %' group by name_key having count(*) > 1
      union all
      select least(newest.id, found.id), greatest(newest.id, found.id), found.reason, found.likeness
        from (select id from live order by id desc limit 12) newest
        cross join lateral duplicates_of(company, newest.id) found
    )
    select distinct on (a, b) a, b, pairs.reason, pairs.likeness from pairs
    where a <> b and not exists (select from contact_apart apart where apart.company_id = company and apart.a_id = a and apart.b_id = b)
    order by a, b, array_position(array['phone', 'email', 'name'], pairs.reason)
    limit most
  $$;
