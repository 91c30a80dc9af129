-- Why: "Bloco A 101" and "Bloco A 102", or a list of numbered names, were all told as one person: a number in a name is
-- there to part people (otherwise the function is as 0063 left it).
-- Lock: none; a function is replaced. Older versions do not notice.

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
      select near.id, 'name', similarity(near.name_key, me.name_key)
        from me cross join lateral (
          select other.id, other.name_key from contact other
          where other.company_id = company and other.name_key % me.name_key and length(me.name_key) >= 5 limit 50
        ) near
        where regexp_replace(near.name_key, '\D', '', 'g') = regexp_replace(me.name_key, '\D', '', 'g')
    )
    select distinct on (alike.id) alike.id, alike.reason, alike.likeness
    from alike join contact other on other.company_id = company and other.id = alike.id
    where alike.id <> duplicates_of.contact_id and other.merged_into is null
      and not exists (select from contact_apart apart where apart.company_id = company
        and apart.a_id = least(alike.id, duplicates_of.contact_id) and apart.b_id = greatest(alike.id, duplicates_of.contact_id))
    order by alike.id, array_position(array['phone', 'email', 'name'], alike.reason)
  $$;
