-- Why: of fifty tickets given at once, each looked at every member of its queue for each of the fifty: three quarters of
-- what giving cost. Each now asks for its own one (otherwise the function is as 0100 left it).
-- Lock: none; a function is replaced. Older versions do not notice.

create or replace function announce_to_scope() returns trigger language plpgsql as $$
begin
  if not exists (
    select from before join changed using (company_id, id)
    where (before.assignee_id, before.queue_id, before.contact_id)
      is distinct from (changed.assignee_id, changed.queue_id, changed.contact_id)
  ) then return null; end if;
  with pair as (
    select before.company_id, before.id, before.contact_id as contact_before, changed.contact_id as contact_now,
      scope_keys(before.assignee_id, before.queue_id) as keys_before,
      scope_keys(changed.assignee_id, changed.queue_id) as keys_now,
      case when before.queue_id = changed.queue_id then changed.queue_id end as stays_in
    from before join changed using (company_id, id)
    where (before.assignee_id, before.queue_id, before.contact_id)
      is distinct from (changed.assignee_id, changed.queue_id, changed.contact_id)
  ), moved as (
    select company_id, id, contact_before as contact_id, stays_in, key from pair, unnest(keys_before) key
    where key <> all (keys_now) or contact_before <> contact_now
    union
    select company_id, id, contact_now, stays_in, key from pair, unnest(keys_now) key
    where key <> all (keys_before) or contact_before <> contact_now
  ), felt as materialized (
    -- A member of the queue, before and after, sees it either way: a claim inside the queue moves nothing.
    select moved.* from moved
    where not exists (
      select from queue_member member
      where member.company_id = moved.company_id and member.queue_id = moved.stays_in
        and member.user_id = case when moved.key like 'user:%' then substr(moved.key, 6)::uuid end
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
