-- Why: who may see a conversation is more than its feed entry can say (foundations.md, 5). When it moves between
-- people's scopes, its rows are announced to those scopes: whoever may see them now gets them, whoever may not any more
-- gets a tombstone. The entries live in the feed itself, so they are numbered with everything else: kind
-- 'messages@queue:<id>' is read by members of that queue only, beside 'messages'. docs/decisions/0022 has the reasons.
-- Lock: new functions and triggers only. Forward only.

-- Whose conversation it is. 'open' is everybody who may read conversations: in no queue and nobody's.
create function scope_keys(assignee uuid, queue uuid) returns text[]
  language sql immutable parallel safe
  return array_remove(array[
    'user:' || assignee,
    'queue:' || queue,
    case when assignee is null and queue is null then 'open' end
  ], null);

-- Announces a conversation, with its messages and its contact, to the scopes that it entered or left.
create function announce_to_scope() returns trigger language plpgsql as $$
begin
  -- Nearly every update is a message counted: nobody's scope moves, and this look is all it costs.
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
    -- A member of the queue, before and after, sees it either way: a claim inside the queue moves nothing.
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
    select distinct company_id, 'contacts@' || key, contact_id from felt;
  return null;
end $$;
create trigger scope_update after update on conversation
  referencing old table as before new table as changed for each statement execute function announce_to_scope();

-- A contact is seen through its conversations: a new one may bring it into a scope although its own row did not change.
create function announce_contact() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id)
    select distinct company_id, 'contacts@' || key, contact_id
    from changed, unnest(scope_keys(assignee_id, queue_id)) as key;
  return null;
end $$;
create trigger scope_insert after insert on conversation
  referencing new table as changed for each statement execute function announce_contact();
create trigger scope_delete after delete on conversation
  referencing old table as changed for each statement execute function announce_contact();
