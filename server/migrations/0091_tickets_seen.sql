-- Why: consoles see a conversation's ticket (QUE-10, QUE-11), channels have queues of their own, warnings come at their
-- time, and availability follows the devices of a person (QUE-03).
-- Lock: channel, queue, ticket, attendant for a moment; new columns are null or constant. Older versions do not read them.

alter table channel
  add column queue_id uuid,
  add constraint channel_queue foreign key (company_id, queue_id) references queue (company_id, id);

-- Removed from every list; its history keeps its name.
alter table queue add column removed_at timestamptz;

-- When the next warning or breach of one of its promises is to be told; null: nothing runs.
-- And when a contact who still waits is taken to have gone (QUE-06).
alter table ticket add column sla_at timestamptz, add column abandon_at timestamptz;
create index ticket_sla on ticket (sla_at) where sla_at is not null and ended_at is null;
create index ticket_abandon on ticket (abandon_at) where abandon_at is not null and status = 'waiting' and not snoozed;

-- Tickets reach consoles inside their conversations.
create function feed_append_ticket() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id)
    select distinct company_id, 'conversations', conversation_id from changed;
  return null;
end $$;
create trigger feed_insert after insert on ticket referencing new table as changed for each statement execute function feed_append_ticket();
create trigger feed_update after update on ticket referencing new table as changed for each statement execute function feed_append_ticket();

alter table attendant
  -- What they said last; what others see is in user_account.availability, and follows their devices too.
  add column chosen text not null default 'online',
  add column offline_since timestamptz default now(),
  add constraint attendant_chosen_known check (chosen in ('online', 'away', 'busy', 'offline'));

-- A console that is connected, believed until seen_until: its process says so again and again. Lost in a crash, and told anew.
create unlogged table device_here (
  company_id    uuid not null,
  user_id       uuid not null,
  connection_id uuid not null,
  process_id    uuid not null,
  idle          boolean not null default false,
  seen_until    timestamptz not null,
  constraint device_here_key primary key (company_id, user_id, connection_id),
  constraint device_here_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
create index device_here_of_process on device_here (process_id);
create index device_here_until on device_here (seen_until);
call belongs_to_company('device_here');

-- For the sweeps, which look across companies: ids only.
create function tickets_due() returns table (company_id uuid, ticket_id uuid, kind text)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    (select t.company_id, t.id, 'sla' from ticket t where t.sla_at <= now() and t.sla_at is not null and t.ended_at is null order by t.sla_at limit 500)
    union all
    (select t.company_id, t.id, 'abandoned' from ticket t
      where t.abandon_at <= now() and t.abandon_at is not null and t.status = 'waiting' and not t.snoozed order by t.abandon_at limit 500)
  $$;
-- Who may have gone: nobody believes in any device of theirs any more, and others still see them here.
create function people_gone() returns table (company_id uuid, user_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select u.company_id, u.id from user_account u
    where u.availability <> 'offline'
      and not exists (select from device_here d where d.company_id = u.company_id and d.user_id = u.id and d.seen_until > now())
  $$;
create function device_renew(process uuid, until timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$ update device_here set seen_until = until where process_id = process $$;
create function devices_forget() returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$ delete from device_here where seen_until < now() - interval '1 minute' $$;
create index user_account_here on user_account (company_id, id) where availability <> 'offline';

grant create on schema public to balcao_reader;
alter function tickets_due() owner to balcao_reader;
alter function people_gone() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function tickets_due(), people_gone(), device_renew(uuid, timestamptz), devices_forget() from public;
grant execute on function tickets_due(), people_gone(), device_renew(uuid, timestamptz), devices_forget() to balcao_app;
