-- Why: duplicates are suggested, merged, and parted again within 30 days (INB-12). Lock: new tables and functions only.
-- Forward only.

-- What a merge did, so that it can be undone, and by whom: nothing of it is ever changed but `undone_*`.
create table contact_merge (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  survivor_id     uuid not null,
  merged_id       uuid not null,
  user_id         uuid not null,
  -- The survivor's fields, before and after: undoing leaves alone what was edited since.
  survivor_before jsonb not null,
  survivor_after  jsonb not null,
  -- What moved: [{"kind", "value"}] and [{"id", "closed"}].
  identities      jsonb not null,
  conversations   jsonb not null,
  merged_at       timestamptz not null default now(),
  undone_at       timestamptz,
  undone_by       uuid,
  constraint contact_merge_key primary key (company_id, id),
  constraint contact_merge_survivor foreign key (company_id, survivor_id) references contact (company_id, id),
  constraint contact_merge_merged foreign key (company_id, merged_id) references contact (company_id, id),
  constraint contact_merge_user foreign key (company_id, user_id) references user_account (company_id, id)
);
create index contact_merge_recent on contact_merge (company_id, merged_at desc);
create index contact_merge_of_survivor on contact_merge (company_id, survivor_id);
create index contact_merge_of_merged on contact_merge (company_id, merged_id);
call belongs_to_company('contact_merge');

-- Pairs of whom somebody said that they are two people. The smaller id first.
create table contact_apart (
  company_id uuid not null,
  a_id       uuid not null,
  b_id       uuid not null,
  user_id    uuid not null,
  said_at    timestamptz not null default now(),
  constraint contact_apart_key primary key (company_id, a_id, b_id),
  constraint contact_apart_a foreign key (company_id, a_id) references contact (company_id, id) on delete cascade,
  constraint contact_apart_b foreign key (company_id, b_id) references contact (company_id, id) on delete cascade,
  constraint contact_apart_ordered check (a_id < b_id)
);
create index contact_apart_of_b on contact_apart (company_id, b_id);
call belongs_to_company('contact_apart');

-- Who may be the same person as one contact: by number, address, or a name that is alike (trigrams, 0.6 of 1).
create function duplicates_of(company uuid, contact_id uuid)
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
      select other.id, 'name', similarity(other.name_key, me.name_key) from me join contact other
        on other.company_id = company and other.name_key % me.name_key and length(me.name_key) >= 5
    )
    select distinct on (alike.id) alike.id, alike.reason, alike.likeness
    from alike join contact other on other.company_id = company and other.id = alike.id
    where alike.id <> duplicates_of.contact_id and other.merged_into is null
      and not exists (select from contact_apart apart where apart.company_id = company
        and apart.a_id = least(alike.id, duplicates_of.contact_id) and apart.b_id = greatest(alike.id, duplicates_of.contact_id))
    order by alike.id, array_position(array['phone', 'email', 'name'], alike.reason)
  $$;

-- Pairs for the queue of suggestions: same number, same address, same full name anywhere in the company; names that are
-- only alike among the newest forty, since each is a look at the trigrams' index.
create function suggest_duplicates(company uuid, most integer)
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
        from (select id from live order by id desc limit 40) newest
        cross join lateral duplicates_of(company, newest.id) found
    )
    select distinct on (a, b) a, b, pairs.reason, pairs.likeness from pairs
    where a <> b and not exists (select from contact_apart apart where apart.company_id = company and apart.a_id = a and apart.b_id = b)
    order by a, b, array_position(array['phone', 'email', 'name'], pairs.reason)
    limit most
  $$;
grant create on schema public to balcao_reader;
alter function duplicates_of(uuid, uuid) owner to balcao_reader;
alter function suggest_duplicates(uuid, integer) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function duplicates_of(uuid, uuid), suggest_duplicates(uuid, integer) from public;
grant execute on function duplicates_of(uuid, uuid) to balcao_app, balcao_reader;
grant execute on function suggest_duplicates(uuid, integer) to balcao_app;
