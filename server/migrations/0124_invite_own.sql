-- Why: what somebody brings along in a calendar file was invited to where it comes from: taking the file sends nobody a mail.
-- Lock: none on live rows; a function is replaced, and is as it was (0122) but for that.
create or replace function invite_later() returns trigger language plpgsql as $$
begin
  if new.source = 'external' or not exists (
    select from appointment_type t
    where t.company_id = new.company_id and t.id = new.type_id and t.settings -> 'sendsInvitations' = 'true'::jsonb
  ) then return null; end if;
  insert into lane (company_id, key, due_at)
  select new.company_id, 'invite:' || subject, now() + interval '30 seconds'
  from (
    select coalesce(new.series_id, new.id)
    union
    select old.series_id where tg_op = 'UPDATE' and old.series_id is not null
    order by 1
  ) as subjects (subject)
  on conflict (company_id, key) do update set
    gen = lane.gen + 1,
    due_at = case when lane.gen > lane.done_gen then least(lane.due_at, excluded.due_at) else excluded.due_at end;
  return null;
end $$;
