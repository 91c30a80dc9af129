-- Why: one person, many identities (INB-10, INB-11). Lock: new tables only.

create table contact (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  name            text not null default '',
  phone           text not null default '',
  email           text not null default '',
  language        text not null default '',
  zone            text not null default '',
  status          text not null default 'lead',
  tags            uuid[] not null default '{}',
  notes           text not null default '',
  last_contact_at timestamptz,
  created_at      timestamptz not null default now(),
  -- Raised by every change of a field that a console may write: the base of a merge (SYNC-06).
  revision        bigint not null default 1,
  constraint contact_key primary key (company_id, id),
  constraint contact_status_known check (status in ('lead', 'qualified', 'customer', 'inactive'))
);
call belongs_to_company('contact');
call feeds_replica('contact', 'contacts');

create table contact_identity (
  company_id uuid not null,
  kind       text not null,
  -- As the platform reported it; this is what one answers to.
  value      text not null,
  -- Folded for matching only (phoneMatchKey); the value itself where the kind is no phone.
  match_key  text not null,
  contact_id uuid not null,
  created_at timestamptz not null default now(),
  constraint contact_identity_key primary key (company_id, kind, value),
  constraint contact_identity_contact foreign key (company_id, contact_id) references contact (company_id, id) on delete cascade,
  constraint contact_identity_kind_known check (kind in ('phone', 'whatsapp', 'whatsappUser', 'instagram', 'facebook', 'email', 'webchat'))
);
create index contact_identity_match on contact_identity (company_id, match_key);
create index contact_identity_of_contact on contact_identity (company_id, contact_id);
call belongs_to_company('contact_identity');
