-- Why: what somebody left unanswered when they went goes back to its line in queues from which people pull, too (QUE-08):
-- there it hung on whoever had gone, for as long as they were gone.
-- Lock: queue for a moment. Older versions call the function as it is then.

-- Nobody chose the grace of these: where people pull, somebody who goes for lunch keeps what is theirs.
update queue set return_grace_seconds = 86400 where distribution = 'manual';

create or replace function tickets_left() returns table (company_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select t.company_id, t.conversation_id
    from attendant a
    join ticket t on t.company_id = a.company_id and t.assignee_id = a.user_id and t.status = 'in_service' and not t.snoozed
    join queue q on q.company_id = t.company_id and q.id = t.queue_id
    join conversation c on c.company_id = t.company_id and c.id = t.conversation_id
    where a.offline_since < now() - q.return_grace_seconds * interval '1 second'
      and c.waiting_human and c.status = 'open'
    limit 500
  $$;
