-- Why: outgoing webhooks (CONN-08). A change and its deliveries are one transaction: triggers write a row for each address
-- that wants the event. They only append and lock no lane, or every change of a busy company would wait for the lane of
-- its address; a relay (server/src/webhooks/relay.ts) wakes the lanes after the feed's notice.
-- Lock: short, for the triggers on conversation, message, contact, contact_merge, tag and channel. The version before runs
-- on: without addresses the triggers write nothing.

create table webhook_endpoint (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  url             text not null,
  description     text not null default '',
  events          text[] not null,
  state           text not null default 'active',
  -- Why it is disabled: 'gone' (410), 'failing' (three days without a good answer).
  disabled_for    text,
  -- Sealed as channels' credentials are; signs. The one before signs too, until its time is over.
  secret          text not null,
  previous_secret text,
  previous_until  timestamptz,
  failing_since   timestamptz,
  last_success_at timestamptz,
  created_at      timestamptz not null default now(),
  constraint webhook_endpoint_key primary key (company_id, id),
  constraint webhook_endpoint_state_known check (state in ('active', 'paused', 'disabled')),
  constraint webhook_endpoint_disabled_whole check ((state = 'disabled') = (disabled_for is not null)),
  constraint webhook_endpoint_wants_some check (cardinality(events) > 0)
);
call belongs_to_company('webhook_endpoint');

create table webhook_delivery (
  company_id  uuid not null,
  -- Also the webhook-id: the same on every attempt and when sent again by hand.
  id          uuid not null default uuidv7(),
  endpoint_id uuid not null,
  type        text not null,
  data        jsonb not null,
  occurred_at timestamptz not null default now(),
  -- new: its lane was not woken yet. waiting: due at next_at.
  state       text not null default 'new',
  attempts    integer not null default 0,
  next_at     timestamptz not null default now(),
  -- One entry an attempt: when, how long, what came back.
  log         jsonb not null default '[]',
  settled_at  timestamptz,
  constraint webhook_delivery_key primary key (company_id, id),
  constraint webhook_delivery_endpoint foreign key (company_id, endpoint_id) references webhook_endpoint (company_id, id) on delete cascade,
  constraint webhook_delivery_state_known check (state in ('new', 'waiting', 'delivered', 'failed'))
);
create index webhook_delivery_new on webhook_delivery (company_id, endpoint_id) where state = 'new';
create index webhook_delivery_due on webhook_delivery (company_id, endpoint_id, next_at, id) where state = 'waiting';
create index webhook_delivery_of_endpoint on webhook_delivery (company_id, endpoint_id, id desc);
create index webhook_delivery_settled on webhook_delivery (settled_at) where settled_at is not null;
call belongs_to_company('webhook_delivery');

-- Companies whose lanes were not woken yet: for the sweep that finds what a killed process left.
create function companies_with_new_webhooks() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select distinct company_id from webhook_delivery where state = 'new' $$;
-- Forgets what was settled long ago, of every company; returns how many.
create function forget_webhook_deliveries(delivered_before timestamptz, failed_before timestamptz) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare forgotten bigint;
begin
  delete from webhook_delivery where (state = 'delivered' and settled_at < delivered_before) or (state = 'failed' and settled_at < failed_before);
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
grant create on schema public to balcao_reader;
alter function companies_with_new_webhooks() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function companies_with_new_webhooks(), forget_webhook_deliveries(timestamptz, timestamptz) from public;
grant execute on function companies_with_new_webhooks(), forget_webhook_deliveries(timestamptz, timestamptz) to balcao_app;

create function emit_webhook(company uuid, event text, data jsonb) returns void language sql as $$
  insert into webhook_delivery (company_id, endpoint_id, type, data)
    select company, id, event, data from webhook_endpoint
    where company_id = company and state = 'active' and event = any (events)
$$;
create function wants_webhooks(company uuid) returns boolean language sql stable
  as $$ select exists (select from webhook_endpoint where company_id = company and state = 'active') $$;

create function conversation_webhook() returns trigger language plpgsql as $$
declare d jsonb;
begin
  if not wants_webhooks(new.company_id) then return null; end if;
  d := jsonb_build_object('id', new.id, 'contactId', new.contact_id, 'channelId', new.channel_id, 'channelKind', new.channel_kind,
    'status', new.status, 'closeReason', new.close_reason, 'assigneeId', new.assignee_id, 'queueId', new.queue_id,
    'subject', new.subject, 'tags', to_jsonb(new.tags), 'openedAt', new.opened_at, 'closedAt', new.closed_at, 'snoozedUntil', new.snoozed_until);
  if tg_op = 'INSERT' then
    perform emit_webhook(new.company_id, 'conversation.opened', d);
    return null;
  end if;
  if new.status <> old.status then
    perform emit_webhook(new.company_id, case
      when new.status = 'closed' then 'conversation.closed'
      when new.status = 'snoozed' then 'conversation.snoozed'
      when old.status = 'closed' then 'conversation.reopened'
      else 'conversation.woken' end, d);
  end if;
  if new.assignee_id is distinct from old.assignee_id then
    perform emit_webhook(new.company_id, 'conversation.assigned', d || jsonb_build_object('previousAssigneeId', old.assignee_id));
  end if;
  if new.queue_id is distinct from old.queue_id then
    perform emit_webhook(new.company_id, 'conversation.transferred', d || jsonb_build_object('previousQueueId', old.queue_id));
  end if;
  if new.tags <> old.tags then
    perform emit_webhook(new.company_id, 'conversation.tagged', d || jsonb_build_object('previousTags', to_jsonb(old.tags)));
  end if;
  return null;
end $$;
create trigger webhook_insert after insert on conversation for each row execute function conversation_webhook();
create trigger webhook_update after update on conversation for each row
  when ((old.status, old.assignee_id, old.queue_id, old.tags) is distinct from (new.status, new.assignee_id, new.queue_id, new.tags))
  execute function conversation_webhook();

create function message_webhook() returns trigger language plpgsql as $$
declare d jsonb;
begin
  if new.direction = 'system' or not wants_webhooks(new.company_id) then return null; end if;
  d := jsonb_build_object('id', new.id, 'conversationId', new.conversation_id, 'channelId', new.channel_id, 'direction', new.direction,
    'kind', new.kind, 'text', new.text, 'content', new.content, 'source', new.source, 'authorId', new.author_id,
    'replyToId', new.reply_to_id, 'status', new.status, 'failure', new.failure, 'createdAt', new.created_at);
  if tg_op = 'INSERT' then
    perform emit_webhook(new.company_id,
      case new.direction when 'in' then 'message.received' when 'out' then 'message.sent' else 'note.created' end, d);
    return null;
  end if;
  if new.status is distinct from old.status then
    perform emit_webhook(new.company_id, 'message.status', d || jsonb_build_object('previousStatus', old.status));
  end if;
  if new.edited_at is distinct from old.edited_at then perform emit_webhook(new.company_id, 'message.edited', d); end if;
  if new.deleted_at is distinct from old.deleted_at then perform emit_webhook(new.company_id, 'message.deleted', d); end if;
  return null;
end $$;
create trigger webhook_insert after insert on message for each row execute function message_webhook();
create trigger webhook_update after update on message for each row
  when ((old.status, old.edited_at, old.deleted_at) is distinct from (new.status, new.edited_at, new.deleted_at))
  execute function message_webhook();

create function contact_webhook() returns trigger language plpgsql as $$
begin
  if not wants_webhooks(new.company_id) then return null; end if;
  perform emit_webhook(new.company_id, case tg_op when 'INSERT' then 'contact.created' else 'contact.updated' end,
    jsonb_build_object('id', new.id, 'name', new.name, 'phone', new.phone, 'email', new.email, 'language', new.language,
      'zone', new.zone, 'status', new.status, 'tags', to_jsonb(new.tags), 'custom', new.custom, 'createdAt', new.created_at));
  return null;
end $$;
create trigger webhook_insert after insert on contact for each row execute function contact_webhook();
create trigger webhook_update after update on contact for each row
  when ((old.name, old.phone, old.email, old.language, old.zone, old.status, old.tags, old.custom)
    is distinct from (new.name, new.phone, new.email, new.language, new.zone, new.status, new.tags, new.custom))
  execute function contact_webhook();

create function contact_merge_webhook() returns trigger language plpgsql as $$
begin
  if not wants_webhooks(new.company_id) then return null; end if;
  perform emit_webhook(new.company_id, case tg_op when 'INSERT' then 'contact.merged' else 'contact.parted' end,
    jsonb_build_object('mergeId', new.id, 'survivorId', new.survivor_id, 'mergedId', new.merged_id));
  return null;
end $$;
create trigger webhook_insert after insert on contact_merge for each row execute function contact_merge_webhook();
create trigger webhook_update after update on contact_merge for each row
  when (old.undone_at is null and new.undone_at is not null) execute function contact_merge_webhook();

create function tag_webhook() returns trigger language plpgsql as $$
declare
  t tag := case tg_op when 'DELETE' then old else new end;
begin
  if not wants_webhooks(t.company_id) then return null; end if;
  perform emit_webhook(t.company_id, case tg_op when 'INSERT' then 'tag.created' when 'UPDATE' then 'tag.updated' else 'tag.deleted' end,
    jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color));
  return null;
end $$;
create trigger webhook_any after insert or delete on tag for each row execute function tag_webhook();
create trigger webhook_update after update on tag for each row
  when ((old.name, old.color) is distinct from (new.name, new.color)) execute function tag_webhook();

create function channel_webhook() returns trigger language plpgsql as $$
begin
  if not wants_webhooks(new.company_id) then return null; end if;
  perform emit_webhook(new.company_id, 'channel.status',
    jsonb_build_object('id', new.id, 'kind', new.kind, 'name', new.name, 'status', new.status, 'reason', new.status_reason));
  return null;
end $$;
create trigger webhook_update after update on channel for each row
  when (old.status <> new.status) execute function channel_webhook();
