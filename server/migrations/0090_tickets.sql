-- Why: queues distribute their work as tickets, fairly and within limits (QUE-01 to QUE-03).
-- Lock: queue and queue_member for a moment; new columns have constant defaults. Older versions neither read nor write them.

alter table queue
  add column distribution text not null default 'round_robin',
  add column sticky boolean not null default false,
  -- Tickets in service at a time for each of its attendants, counted over all queues.
  add column simultaneous_limit integer not null default 5,
  -- Targets in seconds of open time; none: nothing is promised.
  add column first_response_seconds integer,
  add column next_response_seconds integer,
  add column resolution_seconds integer,
  add column pauses_for_contact boolean not null default true,
  -- As hours.ts; none: the company's.
  add column hours jsonb,
  add column exceptions jsonb not null default '[]',
  add column out_of_hours text not null default 'wait',
  add column out_of_hours_message text not null default '',
  add column position_message text not null default '',
  add column abandoned_message text not null default '',
  add column priority integer not null default 5,
  add column active boolean not null default true,
  -- Closed by a supervisor until it is opened again, whatever its hours say (QUE-15).
  add column closed_now boolean not null default false,
  -- None: FILA_ABANDONED_TIMEOUT, and in a manual queue never.
  add column abandoned_after_seconds integer,
  add column return_grace_seconds integer not null default 120,
  add column asks_rating boolean not null default false,
  add constraint queue_distribution_known check (distribution in ('round_robin', 'least_busy', 'manual', 'skills')),
  add constraint queue_out_of_hours_known check (out_of_hours in ('wait', 'end')),
  add constraint queue_limit_sane check (simultaneous_limit between 1 and 100),
  add constraint queue_priority_sane check (priority between 1 and 10),
  add constraint queue_targets_positive check (
    coalesce(first_response_seconds, 1) > 0 and coalesce(next_response_seconds, 1) > 0
    and coalesce(resolution_seconds, 1) > 0 and coalesce(abandoned_after_seconds, 1) > 0 and return_grace_seconds >= 0);

alter table queue_member
  add column skills text[] not null default '{}',
  add column weight integer not null default 1,
  add column supervisor boolean not null default false,
  -- The place in the queue's round (distribution.ts, turnAfter).
  add column turn double precision not null default 0,
  add constraint queue_member_weight_sane check (weight between 1 and 100);

-- What distribution knows of a user besides their availability. Its row is locked by whoever gives them a ticket, so that
-- two servers never pass a limit together. Apart from user_account, whose every change travels to all consoles.
create table attendant (
  company_id uuid not null,
  user_id    uuid not null,
  -- Served last, or last done with a ticket.
  idle_since timestamptz not null default now(),
  constraint attendant_key primary key (company_id, user_id),
  constraint attendant_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
call belongs_to_company('attendant');
insert into attendant (company_id, user_id) select company_id, id from user_account;

create table ticket (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  queue_id        uuid not null,
  conversation_id uuid not null,
  contact_id      uuid not null,
  assignee_id     uuid,
  status          text not null default 'waiting',
  protocol        text not null,
  priority        integer not null,
  skills          text[] not null default '{}',
  -- Where it stands in line: when it entered, or earlier where it goes back to the head (QUE-08).
  lined_up_at     timestamptz not null,
  entered_at      timestamptz not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  -- Promises of time as SlaClock (domain, slaClock.ts); none where the queue promises nothing.
  first_response  jsonb,
  next_response   jsonb,
  resolution      jsonb,
  -- Its conversation was put aside: it is not given, and takes none of anybody's places.
  snoozed         boolean not null default false,
  closing_reason  text not null default '',
  rating          integer,
  rating_comment  text not null default '',
  rating_asked_at timestamptz,
  -- The one that it goes on from: transferred, or the contact came back.
  previous_id     uuid,
  position_told    integer,
  position_told_at timestamptz,
  constraint ticket_key primary key (company_id, id),
  constraint ticket_queue foreign key (company_id, queue_id) references queue (company_id, id),
  constraint ticket_conversation foreign key (company_id, conversation_id) references conversation (company_id, id),
  constraint ticket_contact foreign key (company_id, contact_id) references contact (company_id, id),
  constraint ticket_assignee foreign key (company_id, assignee_id) references user_account (company_id, id),
  constraint ticket_previous foreign key (company_id, previous_id) references ticket (company_id, id),
  constraint ticket_status_known check (status in ('waiting', 'in_service', 'finished', 'abandoned', 'transferred')),
  constraint ticket_waiting_is_nobodys check (status <> 'waiting' or assignee_id is null),
  constraint ticket_in_service_is_somebodys check (status <> 'in_service' or (assignee_id is not null and started_at is not null)),
  constraint ticket_over_ended check ((status in ('waiting', 'in_service')) = (ended_at is null)),
  constraint ticket_priority_sane check (priority between 1 and 10),
  constraint ticket_rating_sane check (rating between 1 and 5)
);
create unique index ticket_protocol on ticket (company_id, protocol);
create unique index ticket_current on ticket (company_id, conversation_id) where ended_at is null;
create index ticket_of_conversation on ticket (company_id, conversation_id, entered_at desc);
-- The line, in its order: the next one is the first row, however many wait.
create index ticket_line on ticket (company_id, queue_id, priority desc, lined_up_at, id) where status = 'waiting' and not snoozed;
create index ticket_in_service on ticket (company_id, assignee_id) where status = 'in_service' and not snoozed;
create index ticket_started on ticket (company_id, queue_id, started_at) where started_at is not null;
create index ticket_of_queue on ticket (company_id, queue_id, entered_at desc, id);
create index ticket_of_contact on ticket (company_id, contact_id, ended_at desc);
call belongs_to_company('ticket');

-- Numbers of tickets, drawn last in a transaction: the row is held until its commit, and nothing waits behind it longer
-- than that. Gaps are allowed.
create table ticket_number (
  company_id uuid not null references company (id),
  -- In the company's zone, as '2026-11-21'.
  day        text not null,
  last       integer not null,
  constraint ticket_number_key primary key (company_id, day)
);
call belongs_to_company('ticket_number');

-- Everybody who can be given work has a row that can be locked.
create function attendant_of_user() returns trigger language plpgsql as $$
begin
  insert into attendant (company_id, user_id) values (new.company_id, new.id) on conflict do nothing;
  return null;
end $$;
create trigger attendant_of_user after insert on user_account for each row execute function attendant_of_user();

-- For the sweep (QUE-04), which looks across companies: ids only.
create function queues_with_waiting() returns table (company_id uuid, queue_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select q.company_id, q.id from queue q
    where q.distribution <> 'manual' and q.active and not q.closed_now
      and exists (select from ticket t where t.company_id = q.company_id and t.queue_id = q.id and t.status = 'waiting' and not t.snoozed)
  $$;
grant create on schema public to balcao_reader;
alter function queues_with_waiting() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function queues_with_waiting() from public;
grant execute on function queues_with_waiting() to balcao_app;
