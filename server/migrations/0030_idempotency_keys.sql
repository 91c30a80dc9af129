-- Why: a REST client that lost an answer may ask again with the same Idempotency-Key and gets the answer it lost,
-- not the work twice (docs/interfaces). Rows live for a day. Lock: new table only.

create table idempotency_key (
  company_id   uuid not null,
  user_id      uuid not null,
  key          text not null,
  -- Of operation, path, query and body: the same key for something else is a mistake of the caller.
  request_hash bytea not null,
  started_at   timestamptz not null default now(),
  -- HTTP status and body of the answer; null while the first call is on its way.
  status       integer,
  answer       jsonb,
  constraint idempotency_key_key primary key (company_id, user_id, key),
  constraint idempotency_key_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade,
  constraint idempotency_key_length check (length(key) between 1 and 200)
);
create index idempotency_key_age on idempotency_key (company_id, started_at);
call belongs_to_company('idempotency_key');
