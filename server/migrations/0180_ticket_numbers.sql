-- Why: a ticket's number was counted in one row a company, which its transaction held until the commit. Whoever wrote for
-- the first time waited for every stranger before: some twenty conversations a second could begin, and a burst of them
-- stood in line for seconds. A sequence a company gives numbers without a lock. docs/decisions/0248.
-- Lock: ticket_number and company for a moment. A version before this one may run beside it: what it counts in
-- ticket_number is drawn from the sequence, too. The table goes when no such version is left.

create schema ticket_numbers;
grant usage on schema ticket_numbers to balcao_app;

create function make_ticket_numbers(company uuid) returns void language plpgsql as $$
begin
  execute format('create sequence ticket_numbers.%I', company);
  execute format('grant usage, select on sequence ticket_numbers.%I to balcao_app', company);
end $$;
revoke all on function make_ticket_numbers(uuid) from public;

-- The application makes companies, the owner what is made for them.
create function ticket_numbers_of_company() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform make_ticket_numbers(new.id);
  return null;
end $$;
create trigger ticket_numbers after insert on company for each row execute function ticket_numbers_of_company();

-- The sequence goes on from day to day; a day's numbers are counted from where it stood before the day's first ticket.
create table ticket_day (
  company_id uuid not null references company (id),
  -- In the company's zone, as '2026-11-21'.
  day        text not null,
  before     bigint not null,
  constraint ticket_day_key primary key (company_id, day)
);
call belongs_to_company('ticket_day');

-- The day's first ticket holds the others up until its commit; after it nobody waits. A number is lost with its transaction.
create function draw_ticket_number(company uuid, day text) returns bigint
  language plpgsql set search_path = public, pg_temp as $$
declare
  numbers regclass := format('ticket_numbers.%I', company);
  first bigint;
begin
  select t.before into first from ticket_day t where t.company_id = company and t.day = draw_ticket_number.day;
  if not found then
    insert into ticket_day (company_id, day, before)
      values (company, draw_ticket_number.day, coalesce(pg_sequence_last_value(numbers), 0)) on conflict do nothing;
    select t.before into strict first from ticket_day t where t.company_id = company and t.day = draw_ticket_number.day;
  end if;
  return nextval(numbers) - first;
end $$;

-- Waits for numbers that are being counted the old way.
lock table ticket_number, company in share row exclusive mode;
select make_ticket_numbers(id) from company;
-- Each day's numbers go on where they are: a message that comes late may be of a day that is over.
insert into ticket_day (company_id, day, before) select company_id, day, -last from ticket_number;

create function ticket_number_as_before() returns trigger language plpgsql as $$
begin
  new.last := draw_ticket_number(new.company_id, new.day);
  return new;
end $$;
create trigger ticket_number_as_before before insert or update on ticket_number
  for each row execute function ticket_number_as_before();
