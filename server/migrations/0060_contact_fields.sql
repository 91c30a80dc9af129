-- Why: a contact's fields (INB-11), the company's own fields for contacts, and its settings (CON-26).
-- Lock: contact is rewritten once for the generated column (0.5 s at 100,000 rows); the version before still runs, since
-- every new column has a default. Forward only.

alter table contact
  add column segments    text[] not null default '{}',
  -- Values of the company's own fields: {"<custom_field.id>": value}.
  add column custom      jsonb not null default '{}',
  add column external_id text not null default '',
  -- {"state": "in" | "out", "source": text, "at": epoch ms}; null: never asked.
  add column opt_in      jsonb,
  add column owner_id    uuid,
  add column score       integer not null default 0,
  add column temperature integer not null default 0,
  -- Set when the contact was merged into another: nobody sees it any more, and what comes for it goes to that one.
  add column merged_into uuid,
  -- What lists sort by; the console derives the same (packages/domain, fold).
  add column name_key    text not null generated always as (left(fold(name), 200)) stored,
  add constraint contact_score_sane check (score between 0 and 100),
  add constraint contact_temperature_sane check (temperature between 0 and 100),
  add constraint contact_owner foreign key (company_id, owner_id) references user_account (company_id, id),
  add constraint contact_merged foreign key (company_id, merged_into) references contact (company_id, id);

create index contact_by_name on contact (company_id, name_key, id) where merged_into is null;
create index contact_by_last_contact on contact (company_id, (coalesce(last_contact_at, 'epoch'::timestamptz)) desc, id desc) where merged_into is null;
create index contact_of_owner on contact (company_id, owner_id, id desc) where owner_id is not null;
create index contact_by_email on contact (company_id, lower(email)) where email <> '';
create index contact_by_phone on contact (company_id, phone) where phone <> '';
create index contact_by_external_id on contact (company_id, external_id) where external_id <> '';
create index contact_merged_into on contact (company_id, merged_into) where merged_into is not null;

-- What a search looks through. Behind a policy `like` cannot use its index (foundations.md, 4), hence the function below.
create function contact_words(name text, email text, phone text, external_id text) returns text
  language sql immutable parallel safe
  return fold(name || ' ' || email || ' ' || phone || ' ' || external_id);
create index contact_found on contact using gin (contact_words(name, email, phone, external_id) gin_trgm_ops);
create index contact_name_like on contact using gin (name_key gin_trgm_ops);

-- Ids of the contacts whose name, address, number or external id hold the words. `digits` finds a number however it is
-- written. A word of fewer than three letters reads the whole company: 100 ms at 100,000.
create function contacts_matching(company uuid, words text, digits text) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    select id from contact
    where company_id = company and merged_into is null
      and (contact_words(name, email, phone, external_id) like '%' || replace(replace(replace(fold(words), '\', '\\'), '%', '\%'), '_', '\_') || '%'
        or (length(digits) >= 4 and contact_words(name, email, phone, external_id) like '%' || digits || '%'))
  $$;
grant create on schema public to balcao_reader;
alter function contacts_matching(uuid, text, text) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function contacts_matching(uuid, text, text) from public;
grant execute on function contacts_matching(uuid, text, text) to balcao_app;

-- The company's own fields. A field that is taken away keeps its values in the contacts: making it again is a new field.
create table custom_field (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  name       text not null,
  field_kind text not null,
  options    text[] not null default '{}',
  position   integer not null default 0,
  constraint custom_field_key primary key (company_id, id),
  constraint custom_field_kind_known check (field_kind in ('text', 'number', 'date', 'flag', 'choice'))
);
create unique index custom_field_name on custom_field (company_id, lower(name));
call belongs_to_company('custom_field');
call feeds_replica('custom_field', 'catalog');

-- The week's hours, and days that are different: packages/domain/src/companies/hours.ts gives the shapes.
alter table company
  add column hours             jsonb not null default '{"0":[],"1":[{"from":"08:00","to":"18:00"}],"2":[{"from":"08:00","to":"18:00"}],"3":[{"from":"08:00","to":"18:00"}],"4":[{"from":"08:00","to":"18:00"}],"5":[{"from":"08:00","to":"18:00"}],"6":[]}',
  add column exceptions        jsonb not null default '[]',
  -- Null: as the installation says (MESSAGE_GROUPING_DELAY).
  add column grouping_delay_ms integer,
  add constraint company_grouping_sane check (grouping_delay_ms between 0 and 30000);
