-- Why: messages that wait for their time (INB-26). A row is gone once it went out (the message has its id) or was given up.
-- Lock: a new table; media briefly, for a nullable column; new functions. Forward only; the version before reads none of it.

create table scheduled_message (
  company_id      uuid not null references company (id),
  -- The id of the message to come: however often its time is reached, it is one message.
  id              uuid not null default uuidv7(),
  conversation_id uuid not null,
  content         jsonb not null,
  author_id       uuid not null,
  reply_to_id     uuid,
  source          text not null default 'console',
  due_at          timestamptz not null,
  -- Why it did not go out at its time (a Problem); null while it waits.
  held            jsonb,
  created_at      timestamptz not null default now(),
  constraint scheduled_message_key primary key (company_id, id),
  constraint scheduled_message_conversation foreign key (company_id, conversation_id) references conversation (company_id, id) on delete cascade,
  constraint scheduled_message_author foreign key (company_id, author_id) references user_account (company_id, id)
);
create index scheduled_message_due on scheduled_message (company_id, conversation_id, due_at, id);
call belongs_to_company('scheduled_message');
call feeds_replica('scheduled_message', 'scheduled');

-- Its file stays for as long as it waits: the sweep of files that were never sent passes it by.
alter table media
  add column scheduled_id uuid,
  add constraint media_scheduled foreign key (company_id, scheduled_id) references scheduled_message (company_id, id) on delete set null (scheduled_id);
create index media_of_scheduled on media (company_id, scheduled_id) where scheduled_id is not null;
create or replace function unsent_media(before timestamptz, most integer) returns table (company_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select company_id, id from media
    where message_id is null and quick_reply_id is null and scheduled_id is null and created_at < before
    order by created_at limit most
  $$;

-- They come and go with their conversation's scope (0020_scope.sql; the rest of this function is as it was).
create or replace function announce_to_scope() returns trigger language plpgsql as $$
begin
  if not exists (
    select from before join changed using (company_id, id)
    where (before.assignee_id, before.queue_id, before.contact_id)
      is distinct from (changed.assignee_id, changed.queue_id, changed.contact_id)
  ) then return null; end if;
  with keys_before as (
    select company_id, id, contact_id, unnest(scope_keys(assignee_id, queue_id)) as key from before
  ), keys_now as (
    select company_id, id, contact_id, unnest(scope_keys(assignee_id, queue_id)) as key from changed
  ), moved as (
    (select * from keys_before except select * from keys_now)
    union
    (select * from keys_now except select * from keys_before)
  ), felt as materialized (
    select moved.* from moved
    where not exists (
      select from before join changed using (company_id, id)
      join queue_member member on member.company_id = before.company_id and member.queue_id = before.queue_id
      where before.id = moved.id and before.queue_id = changed.queue_id and moved.key = 'user:' || member.user_id
    )
  )
  insert into feed_in (company_id, kind, row_id)
    select company_id, 'conversations@' || key, id from felt
    union all
    select felt.company_id, 'messages@' || key, message.id
    from felt join message on message.company_id = felt.company_id and message.conversation_id = felt.id
    union all
    select felt.company_id, 'scheduled@' || key, scheduled.id
    from felt join scheduled_message scheduled on scheduled.company_id = felt.company_id and scheduled.conversation_id = felt.id
    union all
    select distinct company_id, 'contacts@' || key, contact_id from felt;
  return null;
end $$;
