-- Why: queues, tags, conversations, messages, and what each user keeps about them (INB-14 to INB-20, SYNC-01).
-- Lock: new tables only.

create table queue (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  name        text not null,
  description text not null default '',
  is_default  boolean not null default false,
  position    integer not null default 0,
  created_at  timestamptz not null default now(),
  constraint queue_key primary key (company_id, id)
);
create unique index queue_default on queue (company_id) where is_default;
call belongs_to_company('queue');
call feeds_replica('queue', 'catalog');

create table queue_member (
  company_id uuid not null,
  queue_id   uuid not null,
  user_id    uuid not null,
  constraint queue_member_key primary key (company_id, queue_id, user_id),
  constraint queue_member_queue foreign key (company_id, queue_id) references queue (company_id, id) on delete cascade,
  constraint queue_member_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
create index queue_member_of_user on queue_member (company_id, user_id);
call belongs_to_company('queue_member');

create table tag (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  name       text not null,
  color      text not null default 'grey',
  position   integer not null default 0,
  constraint tag_key primary key (company_id, id)
);
create unique index tag_name on tag (company_id, lower(name));
call belongs_to_company('tag');
call feeds_replica('tag', 'catalog');

create table conversation (
  company_id       uuid not null references company (id),
  id               uuid not null default uuidv7(),
  contact_id       uuid not null,
  channel_id       uuid not null,
  channel_kind     text not null,
  status           text not null default 'open',
  close_reason     text not null default '',
  snoozed_until    timestamptz,
  assignee_id      uuid,
  queue_id         uuid,
  subject          text not null default '',
  tags             uuid[] not null default '{}',
  priority         integer not null default 0,
  bot_active       boolean not null default false,
  waiting_human    boolean not null default true,
  message_count    bigint not null default 0,
  inbound_count    bigint not null default 0,
  last_message     jsonb,
  last_inbound_at  timestamptz,
  last_activity_at timestamptz not null default now(),
  opened_at        timestamptz not null default now(),
  closed_at        timestamptz,
  previous_id      uuid,
  constraint conversation_key primary key (company_id, id),
  constraint conversation_contact foreign key (company_id, contact_id) references contact (company_id, id),
  constraint conversation_channel foreign key (company_id, channel_id) references channel (company_id, id),
  constraint conversation_assignee foreign key (company_id, assignee_id) references user_account (company_id, id),
  constraint conversation_queue foreign key (company_id, queue_id) references queue (company_id, id),
  constraint conversation_previous foreign key (company_id, previous_id) references conversation (company_id, id),
  constraint conversation_status_known check (status in ('open', 'snoozed', 'closed')),
  constraint conversation_closed_whole check ((status = 'closed') = (closed_at is not null))
);
-- One conversation that is not closed per contact and channel (INB-14); e-mail threads will need a key of their own.
create unique index conversation_current on conversation (company_id, contact_id, channel_id) where status <> 'closed';
create index conversation_of_contact on conversation (company_id, contact_id, channel_id, opened_at desc);
create index conversation_recent on conversation (company_id, last_activity_at desc, id);
create index conversation_of_assignee on conversation (company_id, assignee_id, last_activity_at desc);
create index conversation_of_queue on conversation (company_id, queue_id, last_activity_at desc);
call belongs_to_company('conversation');
call feeds_replica('conversation', 'conversations');

create table message (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  conversation_id uuid not null,
  channel_id      uuid not null,
  direction       text not null,
  kind            text not null,
  text            text not null default '',
  content         jsonb not null,
  source          text not null,
  author_id       uuid,
  reply_to_id     uuid,
  status          text,
  failure         jsonb,
  reactions       jsonb not null default '[]',
  -- The platform's id, once it is known. A delivery that comes twice meets message_provider and changes nothing.
  provider_id     text,
  -- The inbound item that it was made of: the raw payload for an admin (INB-09).
  inbound_item_id bigint,
  created_at      timestamptz not null default now(),
  sent_at         timestamptz,
  delivered_at    timestamptz,
  read_at         timestamptz,
  failed_at       timestamptz,
  edited_at       timestamptz,
  deleted_at      timestamptz,
  constraint message_key primary key (company_id, id),
  constraint message_conversation foreign key (company_id, conversation_id) references conversation (company_id, id),
  constraint message_direction_known check (direction in ('in', 'out', 'note', 'system')),
  constraint message_status_known check (status in ('pending', 'unknown', 'sent', 'delivered', 'read', 'failed')),
  constraint message_status_fits check ((direction = 'out') = (status is not null))
);
create unique index message_provider on message (company_id, channel_id, provider_id) where provider_id is not null;
create index message_thread on message (company_id, conversation_id, created_at desc, id);
create index message_recent on message (company_id, created_at desc, id);
call belongs_to_company('message');
call feeds_replica('message', 'messages');

-- What must still reach a platform, or did not (INB-20). One row an outbound message; its lane is 'out:<conversation>'.
create table delivery (
  company_id      uuid not null,
  message_id      uuid not null,
  conversation_id uuid not null,
  state           text not null default 'queued',
  attempts        integer not null default 0,
  due_at          timestamptz not null default now(),
  -- Set in its own transaction before the provider is called: after a crash nobody knows whether it went out.
  sending_since   timestamptz,
  error_code      text,
  error_detail    text,
  correlation_id  text not null,
  created_at      timestamptz not null default now(),
  settled_at      timestamptz,
  constraint delivery_key primary key (company_id, message_id),
  constraint delivery_message foreign key (company_id, message_id) references message (company_id, id) on delete cascade,
  constraint delivery_state_known check (state in ('queued', 'sending', 'sent', 'FAILED_TEMPORARY', 'FAILED_PERMANENT', 'unknown'))
);
create index delivery_waiting on delivery (company_id, conversation_id, created_at, message_id) where state in ('queued', 'sending', 'FAILED_TEMPORARY');
create index delivery_dead on delivery (company_id, settled_at desc) where state in ('FAILED_PERMANENT', 'unknown');
call belongs_to_company('delivery');

-- A status may overtake the answer to the send call: kept until its message is known.
create table early_status (
  company_id  uuid not null,
  channel_id  uuid not null,
  provider_id text not null,
  status      text not null,
  at          timestamptz not null,
  failure     jsonb,
  received_at timestamptz not null default now(),
  constraint early_status_key primary key (company_id, channel_id, provider_id, status),
  constraint early_status_channel foreign key (company_id, channel_id) references channel (company_id, id)
);
create index early_status_age on early_status (received_at);
call belongs_to_company('early_status');

create table media (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  message_id  uuid not null,
  channel_id  uuid not null,
  provider_id text not null,
  state       text not null default 'pending',
  mime        text not null,
  file_name   text,
  size_bytes  bigint,
  sha256      bytea,
  error       text,
  created_at  timestamptz not null default now(),
  constraint media_key primary key (company_id, id),
  constraint media_message foreign key (company_id, message_id) references message (company_id, id) on delete cascade,
  constraint media_state_known check (state in ('pending', 'stored', 'failed'))
);
create index media_of_message on media (company_id, message_id);
create index media_pending on media (company_id, created_at) where state = 'pending';
call belongs_to_company('media');

create table mark (
  company_id      uuid not null,
  id              uuid not null,
  user_id         uuid not null,
  conversation_id uuid not null,
  read_count      bigint not null default 0,
  marked_unread   boolean not null default false,
  pinned          boolean not null default false,
  draft           text not null default '',
  draft_is_note   boolean not null default false,
  updated_at      timestamptz not null default now(),
  constraint mark_key primary key (company_id, id),
  constraint mark_unique unique (company_id, user_id, conversation_id),
  constraint mark_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade,
  constraint mark_conversation foreign key (company_id, conversation_id) references conversation (company_id, id) on delete cascade
);
call belongs_to_company('mark');
call feeds_replica('mark', 'marks');

create table notice (
  company_id uuid not null,
  id         uuid not null default uuidv7(),
  user_id    uuid not null,
  kind       text not null,
  notice     jsonb not null,
  -- Once per user, row, revision and wish: a push that is repeated makes no second notice.
  once_key   text not null,
  created_at timestamptz not null default now(),
  read_at    timestamptz,
  settled_at timestamptz,
  constraint notice_key primary key (company_id, id),
  constraint notice_once unique (company_id, user_id, once_key),
  constraint notice_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
create index notice_of_user on notice (company_id, user_id, created_at desc);
call belongs_to_company('notice');
call feeds_replica('notice', 'notices');

-- company and queue_member reach consoles inside other rows: the catalog's company entry, users.queueIds, and the
-- contact's name inside its conversations.
create function feed_append_company() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id) select id, 'catalog', id from changed;
  return null;
end $$;
create trigger feed_insert after insert on company referencing new table as changed for each statement execute function feed_append_company();
create trigger feed_update after update on company referencing new table as changed for each statement execute function feed_append_company();

create function feed_append_member() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id) select company_id, 'users', user_id from changed;
  return null;
end $$;
create trigger feed_insert after insert on queue_member referencing new table as changed for each statement execute function feed_append_member();
create trigger feed_delete after delete on queue_member referencing old table as changed for each statement execute function feed_append_member();

-- A row at a time, because only such a trigger can ask first whether the name changed; nearly every update did not.
create function feed_append_named() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id)
    select company_id, 'conversations', id from conversation
    where company_id = new.company_id and contact_id = new.id;
  return null;
end $$;
create trigger feed_named after update on contact for each row
  when ((old.name, old.phone) is distinct from (new.name, new.phone)) execute function feed_append_named();
