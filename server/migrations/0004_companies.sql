-- Why: companies, the people who sign in, and their sessions (PLAT-01, PLAT-03). Lock: new tables only.

create table company (
  id         uuid not null default uuidv7(),
  name       text not null,
  domain     text not null,
  zone       text not null default 'America/Sao_Paulo',
  language   text not null default 'pt-BR',
  -- How long after closing a message of the contact reopens the conversation (INB-14).
  reopening_window_hours integer not null default 24,
  demo       boolean not null default false,
  created_at timestamptz not null default now(),
  constraint company_key primary key (id),
  constraint company_domain_unique unique (domain),
  constraint company_reopening_sane check (reopening_window_hours between 0 and 8760)
);
call belongs_to_company('company', 'id');

-- The installation itself: webhook items that belong to no known channel are kept under it, for an operator.
insert into company (id, name, domain) values ('00000000-0000-0000-0000-000000000000', 'installation', 'installation.invalid');

create table user_account (
  company_id    uuid not null references company (id),
  id            uuid not null default uuidv7(),
  email         text not null,
  name          text not null,
  role          text not null,
  password_hash text not null,
  language      text not null default 'pt-BR',
  availability  text not null default 'offline',
  active        boolean not null default true,
  created_at    timestamptz not null default now(),
  constraint user_account_key primary key (company_id, id),
  constraint user_account_role_known check (role in ('attendant', 'receptionist', 'admin', 'operator')),
  constraint user_account_availability_known check (availability in ('online', 'away', 'busy', 'offline'))
);
create unique index user_account_email on user_account (company_id, lower(email));
create index user_account_email_anywhere on user_account (lower(email));
call belongs_to_company('user_account');
call feeds_replica('user_account', 'users');

create table session (
  company_id   uuid not null,
  id           uuid not null default uuidv7(),
  user_id      uuid not null,
  device       text not null,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  revoked_for  text,
  constraint session_key primary key (company_id, id),
  constraint session_account foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade,
  constraint session_revoked_whole check ((revoked_at is null) = (revoked_for is null))
);
create index session_of_user on session (company_id, user_id);
call belongs_to_company('session');

create table refresh_token (
  company_id uuid not null,
  hash       bytea not null,
  session_id uuid not null,
  issued_at  timestamptz not null default now(),
  -- Set when it was exchanged. Reuse is a sign of theft only once the successor was used: a lost answer is none.
  successor  bytea,
  constraint refresh_token_key primary key (company_id, hash),
  constraint refresh_token_session foreign key (company_id, session_id) references session (company_id, id) on delete cascade
);
create index refresh_token_of_session on refresh_token (company_id, session_id);
call belongs_to_company('refresh_token');

-- Signing in happens before a company is known: the one look-up across companies, by e-mail only.
create function sign_in_candidates(wanted_email text)
  returns table (company_id uuid, company_domain text, company_name text, user_id uuid, password_hash text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select u.company_id, c.domain, c.name, u.id, u.password_hash
    from user_account u join company c on c.id = u.company_id
    where lower(u.email) = lower(wanted_email) and u.active
  $$;
grant create on schema public to balcao_reader;
alter function sign_in_candidates(text) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function sign_in_candidates(text) from public;
grant execute on function sign_in_candidates(text) to balcao_app;
