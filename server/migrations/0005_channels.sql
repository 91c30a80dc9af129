-- Why: accounts on outside platforms, and what they deliver, kept before anything else happens (INB-02, INB-06).
-- Lock: new tables only.

create table channel (
  company_id     uuid not null references company (id),
  id             uuid not null default uuidv7(),
  kind           text not null,
  name           text not null,
  status         text not null default 'configuring',
  status_reason  text not null default '',
  is_default     boolean not null default false,
  -- The platform's own id of the account: WhatsApp's phone_number_id.
  external_id    text not null,
  -- As people know it: the phone number.
  address        text not null default '',
  -- 'v1.<key id>.<nonce>.<sealed>' (AES-256-GCM); the JSON inside depends on the kind.
  credentials    text not null,
  validated_at   timestamptz,
  created_at     timestamptz not null default now(),
  constraint channel_key primary key (company_id, id),
  constraint channel_external_unique unique (kind, external_id),
  constraint channel_kind_known check (kind in ('whatsapp', 'whaticket', 'instagram', 'facebook', 'email', 'sms', 'webchat')),
  constraint channel_status_known check (status in ('active', 'inactive', 'configuring', 'error'))
);
create unique index channel_default on channel (company_id, kind) where is_default;
call belongs_to_company('channel');
call feeds_replica('channel', 'catalog');

-- A webhook arrives before a company is known: the channels of a kind, for signatures and for routing.
create function channels_of_kind(wanted_kind text)
  returns table (company_id uuid, channel_id uuid, external_id text, credentials text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select company_id, id, external_id, credentials from channel where kind = wanted_kind $$;
grant create on schema public to balcao_reader;
alter function channels_of_kind(text) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function channels_of_kind(text) from public;
grant execute on function channels_of_kind(text) to balcao_app;

-- One item of a delivery (one message, one status, one event). Company and channel are the installation's and null
-- when the platform's account is known to nobody.
create table inbound_item (
  company_id     uuid not null references company (id),
  id             bigint generated always as identity,
  channel_id     uuid,
  channel_kind   text not null,
  lane_key       text not null,
  payload        jsonb not null,
  correlation_id text not null,
  state          text not null default 'waiting',
  attempts       integer not null default 0,
  error          text,
  received_at    timestamptz not null default now(),
  settled_at     timestamptz,
  constraint inbound_item_key primary key (company_id, id),
  constraint inbound_item_channel foreign key (company_id, channel_id) references channel (company_id, id),
  constraint inbound_item_state_known check (state in ('waiting', 'done', 'failed'))
);
create index inbound_item_waiting on inbound_item (company_id, lane_key, id) where state = 'waiting';
create index inbound_item_failed on inbound_item (company_id, id) where state = 'failed';
create index inbound_item_settled on inbound_item (settled_at) where state = 'done';
call belongs_to_company('inbound_item');
