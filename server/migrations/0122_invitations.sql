-- Why: invitations by e-mail to whom an appointment is for, and their answers (BOOK-16; RFC 5546).
-- Lock: a new table; a trigger on appointment, which waits briefly for its writers. Forward only.

-- Whom an appointment, or a series as a whole, was told, and what they said to it.
create table calendar_guest (
  company_id  uuid not null references company (id),
  -- The series where it is of one, else the appointment: the UID of the invitation.
  subject_id  uuid not null,
  address     text not null,
  name        text not null default '',
  -- SEQUENCE and a hash of what was told last; an empty hash: called off, or not to be told.
  sequence    integer not null default 0,
  told        text not null default '',
  answer      text not null default 'needs-action',
  -- The stamp of the answer: an older one that arrives later changes nothing.
  answered_at timestamptz,
  attempts    integer not null default 0,
  error       text,
  constraint calendar_guest_key primary key (company_id, subject_id, address),
  constraint calendar_guest_answer_known check (answer in ('needs-action', 'accepted', 'declined', 'tentative', 'delegated'))
);
call belongs_to_company('calendar_guest');

-- Whatever changes an appointment, by whatever way, has its invitations looked at, in the same transaction. Half a minute
-- later: who drags twice, or takes it back, sends nobody two mails.
create function invite_later() returns trigger language plpgsql as $$
begin
  if not exists (
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
create trigger invite_on_booking after insert on appointment for each row execute function invite_later();
create trigger invite_on_change after update on appointment for each row
  when ((old.starts_at, old.ends_at, old.zone, old.status, old.title, old.contact_id, old.participants, old.place, old.type_id, old.series_id)
    is distinct from (new.starts_at, new.ends_at, new.zone, new.status, new.title, new.contact_id, new.participants, new.place, new.type_id, new.series_id))
  execute function invite_later();
