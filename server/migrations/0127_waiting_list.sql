-- Why: contacts who want a place that is taken, or an earlier one, are offered it in order when it is free (BOOK-10).
-- Lock: new tables only. The version before ignores them.

create table waiting_entry (
  company_id     uuid not null references company (id),
  id             uuid not null default uuidv7(),
  type_id        uuid not null,
  contact_id     uuid not null,
  -- The one that is to be earlier; null: there is none yet.
  appointment_id uuid,
  -- WaitingWish (domain, booking/waiting.ts).
  wish           jsonb not null,
  notes          text not null default '',
  status         text not null default 'waiting',
  -- The place that is kept while they are asked, and until when.
  hold_id        uuid,
  offered_from   timestamptz,
  offered_to     timestamptz,
  answer_by      timestamptz,
  -- Starts that they did not take, epoch ms.
  refused        bigint[] not null default '{}',
  unanswered     integer not null default 0,
  created_by     uuid,
  created_at     timestamptz not null default now(),
  constraint waiting_entry_key primary key (company_id, id),
  constraint waiting_entry_type foreign key (company_id, type_id) references appointment_type (company_id, id),
  constraint waiting_entry_contact foreign key (company_id, contact_id) references contact (company_id, id) on delete cascade,
  constraint waiting_entry_appointment foreign key (company_id, appointment_id) references appointment (company_id, id) on delete cascade,
  constraint waiting_entry_status_known check (status in ('waiting', 'offered', 'taken', 'left', 'lapsed')),
  constraint waiting_entry_offer_whole check ((status = 'offered') = (num_nonnulls(hold_id, offered_from, offered_to, answer_by) = 4)),
  constraint waiting_entry_offer_none check (status = 'offered' or num_nonnulls(hold_id, offered_from, offered_to, answer_by) = 0)
);
create index waiting_entry_in_order on waiting_entry (company_id, created_at, id) where status in ('waiting', 'offered');
create index waiting_entry_of_contact on waiting_entry (company_id, contact_id);
create index waiting_entry_of_appointment on waiting_entry (company_id, appointment_id) where appointment_id is not null;
create index waiting_entry_by_id on waiting_entry (id);
call belongs_to_company('waiting_entry');
call feeds_replica('waiting_entry', 'catalog');

-- As for appointments: a link names an entry and proves that we made it.
create function companies_of_waiting(wanted uuid)
  returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select company_id from waiting_entry where id = wanted $$;
grant create on schema public to balcao_reader;
alter function companies_of_waiting(uuid) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function companies_of_waiting(uuid) from public;
grant execute on function companies_of_waiting(uuid) to balcao_app;
