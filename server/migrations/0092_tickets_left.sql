-- Why: what an attendant left unanswered when they went goes back to its queue (QUE-08).
-- Lock: a new function and a small index only.

create index attendant_gone on attendant (offline_since) where offline_since is not null;
create function tickets_left() returns table (company_id uuid, conversation_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select t.company_id, t.conversation_id
    from attendant a
    join ticket t on t.company_id = a.company_id and t.assignee_id = a.user_id and t.status = 'in_service' and not t.snoozed
    join queue q on q.company_id = t.company_id and q.id = t.queue_id
    join conversation c on c.company_id = t.company_id and c.id = t.conversation_id
    where a.offline_since < now() - q.return_grace_seconds * interval '1 second' and q.distribution <> 'manual'
      and c.waiting_human and c.status = 'open'
    limit 500
  $$;
grant create on schema public to balcao_reader;
alter function tickets_left() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function tickets_left() from public;
grant execute on function tickets_left() to balcao_app;
