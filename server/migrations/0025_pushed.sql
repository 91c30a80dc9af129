-- Why: a push whose answer was lost is asked again, and must not overrule what was written after it: the names of the last
-- pushes of a row are remembered, by user (sync/pushNames.ts; docs/decisions/0081). Lock: new table only.

create table pushed (
  company_id uuid not null,
  user_id    uuid not null,
  replica    text not null,
  row_id     uuid not null,
  -- Newest first.
  names      uuid[] not null,
  -- A day, not a moment: an update within the day moves no index entry.
  last_day   date not null default current_date,
  constraint pushed_key primary key (company_id, user_id, replica, row_id),
  constraint pushed_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
) with (fillfactor = 80);
create index pushed_age on pushed (last_day);
call belongs_to_company('pushed');

-- Of all companies at once, for the nightly job.
create function forget_pushes(kept_days integer) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  forgotten bigint;
begin
  delete from pushed where last_day < current_date - kept_days;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke all on function forget_pushes(integer) from public;
grant execute on function forget_pushes(integer) to balcao_app;
