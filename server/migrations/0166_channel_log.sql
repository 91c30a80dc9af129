-- Why: a connection has a log and can be disconnected (CONN-09). The log is written by triggers, so that whatever changes a
-- channel (a person, its breaker, the watch of its mailbox) is in it. A channel that people wrote over stays as their
-- history's name; what opened its account goes.
-- Lock: a nullable column, two triggers and a new table, for a moment each. The version before neither reads nor writes
-- the log, and takes a disconnected channel for a paused one. Forward only.

alter table channel add column disconnected_at timestamptz;

create table channel_event (
  company_id uuid not null references company (id),
  id         bigint generated always as identity,
  channel_id uuid not null,
  at         timestamptz not null default clock_timestamp(),
  what       text not null,
  -- Of 'status' and 'tested': what the channel was then, and the platform's own reason.
  status     text not null default '',
  reason     text not null default '',
  constraint channel_event_key primary key (company_id, id),
  constraint channel_event_channel foreign key (company_id, channel_id) references channel (company_id, id) on delete cascade,
  constraint channel_event_known check (what in ('created', 'status', 'tested', 'settings', 'renamed', 'templates', 'disconnected', 'connected'))
);
create index channel_event_of_channel on channel_event (company_id, channel_id, id desc);
call belongs_to_company('channel_event');

create function note_channel_event(company uuid, channel uuid, what text, status text default '', reason text default '') returns void
  language sql set search_path = public, pg_temp as $$
  insert into channel_event (company_id, channel_id, what, status, reason) values (company, channel, what, status, reason);
  -- Nobody reads further back; a channel whose platform comes and goes would fill the table.
  delete from channel_event where company_id = company and channel_id = channel and id <= (
    select id from channel_event where company_id = company and channel_id = channel order by id desc offset 200 limit 1);
$$;

create function channel_tells_log() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform note_channel_event(new.company_id, new.id, 'created');
    return null;
  end if;
  if new.disconnected_at is distinct from old.disconnected_at then
    perform note_channel_event(new.company_id, new.id, case when new.disconnected_at is null then 'connected' else 'disconnected' end);
    return null;
  end if;
  if new.name <> old.name then perform note_channel_event(new.company_id, new.id, 'renamed', '', new.name); end if;
  if new.credentials <> old.credentials then perform note_channel_event(new.company_id, new.id, 'settings'); end if;
  if new.validated_at is distinct from old.validated_at then
    perform note_channel_event(new.company_id, new.id, 'tested', new.status, new.status_reason);
  elsif (new.status, new.status_reason) <> (old.status, old.status_reason) then
    perform note_channel_event(new.company_id, new.id, 'status', new.status, new.status_reason);
  end if;
  if new.templates_error <> old.templates_error or new.templates_at is distinct from old.templates_at then
    perform note_channel_event(new.company_id, new.id, 'templates', '', new.templates_error);
  end if;
  return null;
end $$;
create trigger channel_log_insert after insert on channel for each row execute function channel_tells_log();
create trigger channel_log_update
  after update of name, credentials, status, status_reason, validated_at, templates_at, templates_error, disconnected_at on channel for each row
  when ((old.name, old.credentials, old.status, old.status_reason, old.validated_at, old.templates_at, old.templates_error, old.disconnected_at)
    is distinct from (new.name, new.credentials, new.status, new.status_reason, new.validated_at, new.templates_at, new.templates_error, new.disconnected_at))
  execute function channel_tells_log();

-- Nothing of a disconnected channel is listened to any more.
create or replace function channels_of_kind(wanted_kind text)
  returns table (company_id uuid, channel_id uuid, external_id text, credentials text)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select company_id, id, external_id, credentials from channel where kind = wanted_kind and disconnected_at is null $$;
