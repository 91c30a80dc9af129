-- Why: mail that leaves through one mailer (PLAT-17), links by which people set a password, and guesses at passwords
-- counted for all processes together (PLAT-03). Lock: new tables and functions only.

create table outgoing_mail (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  to_address text not null,
  subject    text not null,
  -- Sealed like credentials: it may hold a link that opens an account. Emptied once the mail went out.
  body       text not null,
  state      text not null default 'waiting',
  attempts   integer not null default 0,
  error      text,
  next_at    timestamptz not null default now(),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  constraint outgoing_mail_key primary key (company_id, id),
  constraint outgoing_mail_state_known check (state in ('waiting', 'sent', 'failed'))
);
create index outgoing_mail_settled on outgoing_mail (settled_at) where settled_at is not null;
call belongs_to_company('outgoing_mail');

create table password_link (
  company_id uuid not null,
  hash       bytea not null,
  user_id    uuid not null,
  kind       text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint password_link_key primary key (company_id, hash),
  constraint password_link_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade,
  constraint password_link_kind_known check (kind in ('reset', 'invite'))
);
create index password_link_of_user on password_link (company_id, user_id);
call belongs_to_company('password_link');

-- Of no company: whoever guesses has none. Keys are keyed hashes of an account or an address, never the thing itself.
create table sign_in_guess (
  key      bytea not null,
  failures timestamptz[] not null,
  last_at  timestamptz not null,
  constraint sign_in_guess_key primary key (key)
);
create index sign_in_guess_age on sign_in_guess (last_at);
grant select, insert, update, delete on sign_in_guess to balcao_app;

-- What is over, of every company: sessions and links that ended, guesses and keys of requests nobody asks for, old mail.
create function sweep_access() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  swept bigint := 0;
  n bigint;
begin
  -- A month: an admin may still look why somebody was signed out. Refresh tokens go with their session.
  delete from session where coalesce(revoked_at, expires_at) < now() - interval '30 days';
  get diagnostics n = row_count; swept := swept + n;
  delete from password_link where expires_at < now() - interval '1 day';
  get diagnostics n = row_count; swept := swept + n;
  delete from idempotency_key where started_at < now() - interval '1 day';
  get diagnostics n = row_count; swept := swept + n;
  delete from outgoing_mail where settled_at < now() - interval '30 days';
  get diagnostics n = row_count; swept := swept + n;
  delete from sign_in_guess where last_at < now() - interval '1 day';
  get diagnostics n = row_count; swept := swept + n;
  return swept;
end $$;
create index session_over on session (coalesce(revoked_at, expires_at));
create index password_link_over on password_link (expires_at);
create index idempotency_key_over on idempotency_key (started_at);
revoke all on function sweep_access() from public;
grant execute on function sweep_access() to balcao_app;
