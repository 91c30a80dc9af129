-- Why: API keys with scopes (PLAT-04). A key stands for the person who made it: it ends with them, and its scopes only
-- take away. Lock: new table only.

create table api_key (
  company_id   uuid not null,
  id           uuid not null default uuidv7(),
  user_id      uuid not null,
  name         text not null,
  -- SHA-256 of the key, which is 256 random bits: nothing to guess, so nothing to slow down.
  hash         bytea not null,
  -- Its last characters, by which people tell keys apart.
  ending       text not null,
  scopes       text[] not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  constraint api_key_key primary key (company_id, id),
  constraint api_key_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade,
  constraint api_key_hash_unique unique (company_id, hash),
  constraint api_key_name_length check (length(name) between 1 and 80),
  constraint api_key_scoped check (cardinality(scopes) > 0)
);
create index api_key_of_user on api_key (company_id, user_id);
call belongs_to_company('api_key');
