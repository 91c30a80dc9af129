-- Why: the live board and reports (QUE-12, QUE-13) read sums, folded from ledger rows by one worker (foundations, 4), and
-- never count tickets one by one.
-- Lock: ticket for its backfill, then a moment. Older versions insert tickets without the new columns: the trigger fills them.

alter table ticket
  add column channel_id uuid,
  -- Where its figures are counted: the day and hour on which it entered, on the company's wall clock. Kept, because the
  -- company may move to another zone.
  add column entered_day date,
  add column entered_hour smallint,
  -- Its contact came back within a week of a ticket that was finished.
  add column comes_back boolean not null default false;
update ticket t set channel_id = c.channel_id,
  entered_day = (t.entered_at at time zone co.zone)::date,
  entered_hour = extract(hour from t.entered_at at time zone co.zone)::smallint
from conversation c, company co
where c.company_id = t.company_id and c.id = t.conversation_id and co.id = t.company_id;

create function ticket_place() returns trigger language plpgsql as $$
declare local_time timestamp;
begin
  select new.entered_at at time zone zone into local_time from company where id = new.company_id;
  new.entered_day := local_time::date;
  new.entered_hour := extract(hour from local_time)::smallint;
  select channel_id into new.channel_id from conversation where company_id = new.company_id and id = new.conversation_id;
  return new;
end $$;
create trigger ticket_place before insert on ticket for each row execute function ticket_place();
-- The defaults are never kept: the trigger runs before. They say that nobody has to give these.
alter table ticket
  alter column channel_id set not null, alter column channel_id set default '00000000-0000-0000-0000-000000000000',
  alter column entered_day set not null, alter column entered_day set default current_date,
  alter column entered_hour set not null, alter column entered_hour set default 0;

-- Sums over tickets, by where and when they entered and who has them; nobody is the zero id, so that the key is whole.
create table ticket_figures (
  company_id uuid not null references company (id),
  day        date not null,
  hour       smallint not null,
  queue_id   uuid not null,
  channel_id uuid not null,
  user_id    uuid not null,
  entered    bigint not null default 0,
  started    bigint not null default 0,
  wait_ms    bigint not null default 0,
  finished   bigint not null default 0,
  abandoned  bigint not null default 0,
  transferred bigint not null default 0,
  handled    bigint not null default 0,
  handle_ms  bigint not null default 0,
  first_met  bigint not null default 0,
  first_breached bigint not null default 0,
  resolution_met bigint not null default 0,
  resolution_breached bigint not null default 0,
  came_back  bigint not null default 0,
  rated      bigint not null default 0,
  rating_sum bigint not null default 0,
  constraint ticket_figures_key primary key (company_id, day, queue_id, channel_id, user_id, hour)
);
call belongs_to_company('ticket_figures');

-- What one ticket adds to the sums, as it is: the ledger's rows are differences of these, and a recount is their sum.
create function ticket_adds(t ticket) returns ticket_figures language sql immutable as $$
  select row(
    t.company_id, t.entered_day, t.entered_hour, t.queue_id, t.channel_id,
    coalesce(t.assignee_id, '00000000-0000-0000-0000-000000000000'),
    1,
    (t.started_at is not null)::int,
    case when t.started_at is not null then greatest(0, floor(extract(epoch from t.started_at - t.entered_at) * 1000))::bigint else 0 end,
    (t.status = 'finished')::int, (t.status = 'abandoned')::int, (t.status = 'transferred')::int,
    (t.started_at is not null and t.ended_at is not null)::int,
    case when t.started_at is not null and t.ended_at is not null
      then greatest(0, floor(extract(epoch from t.ended_at - t.started_at) * 1000))::bigint else 0 end,
    coalesce((t.first_response ->> 'kind' = 'met')::int, 0), coalesce((t.first_response ->> 'kind' = 'breached')::int, 0),
    coalesce((t.resolution ->> 'kind' = 'met')::int, 0), coalesce((t.resolution ->> 'kind' = 'breached')::int, 0),
    t.comes_back::int,
    (t.rating is not null)::int, coalesce(t.rating, 0)
  )::ticket_figures
$$;

create table ticket_ledger (
  company_id uuid not null references company (id),
  n          bigint generated always as identity,
  -- 1: as the ticket is now; -1: as it was.
  sign       smallint not null,
  figures    ticket_figures not null,
  constraint ticket_ledger_key primary key (company_id, n)
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);
call belongs_to_company('ticket_ledger');

create function ledger_append() returns trigger language plpgsql as $$
declare before ticket_figures; after ticket_figures;
begin
  after := ticket_adds(new);
  if tg_op = 'UPDATE' then
    before := ticket_adds(old);
    if before is not distinct from after then return null; end if;
    insert into ticket_ledger (company_id, sign, figures) values (old.company_id, -1, before);
  end if;
  insert into ticket_ledger (company_id, sign, figures) values (new.company_id, 1, after);
  return null;
end $$;
create trigger ledger_append after insert or update on ticket for each row execute function ledger_append();

-- What is there already enters the ledger like everything after it.
insert into ticket_ledger (company_id, sign, figures) select t.company_id, 1, ticket_adds(t) from ticket t;

-- For the worker, which looks across companies: ids only.
create function ledger_companies() returns table (company_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select c.id from company c where exists (select from ticket_ledger l where l.company_id = c.id) $$;
grant create on schema public to balcao_reader;
alter function ledger_companies() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function ledger_companies() from public;
grant execute on function ledger_companies() to balcao_app;
