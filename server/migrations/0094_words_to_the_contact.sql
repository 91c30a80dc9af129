-- Why: contacts are told their place in line, when the company opens, that they were given up on, and are asked how it
-- was (QUE-06, QUE-07, QUE-09, QUE-11).
-- Lock: queue and ticket for a moment; new columns are null or constant. Older versions neither read nor write them.

alter table queue add column rating_message text not null default '';

alter table ticket
  add column rated_at timestamptz,
  add column hours_told_at timestamptz,
  -- What its contact is to be told next, and when; it outlives a server that is killed in between.
  add column say text,
  add column say_at timestamptz,
  add constraint ticket_say_known check (say in ('hours', 'place', 'rating')),
  add constraint ticket_say_timed check ((say is null) = (say_at is null));
create index ticket_say on ticket (say_at) where say_at is not null;
-- Told at once after what brought it about; places change for everybody in line, and wait for the sweep.
create index ticket_say_at_once on ticket (company_id, queue_id, say_at) where say in ('hours', 'rating');
-- A contact's word is looked at as a rating only where one was asked for.
create index ticket_asked on ticket (company_id, contact_id, rating_asked_at desc) where rating_asked_at is not null;

create or replace function tickets_due() returns table (company_id uuid, ticket_id uuid, kind text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    (select t.company_id, t.id, 'sla' from ticket t where t.sla_at <= now() and t.sla_at is not null and t.ended_at is null order by t.sla_at limit 500)
    union all
    (select t.company_id, t.id, 'abandoned' from ticket t
      where t.abandon_at <= now() and t.abandon_at is not null and t.status = 'waiting' and not t.snoozed order by t.abandon_at limit 500)
    union all
    (select t.company_id, t.id, t.say from ticket t
      where t.say_at <= now() and t.say_at is not null and not t.snoozed order by t.say_at limit 200)
  $$;
