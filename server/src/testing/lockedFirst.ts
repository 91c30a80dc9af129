/**
 * Who writes a message, or plans one, has locked its conversation before (docs/sync.md): a row that is committed while
 * its conversation moves would stay with those whom it left. No constraint can say so; the tests' databases do.
 *
 * A lock is seen where PostgreSQL keeps it, in the row's `xmax`: a transaction, or with several holders the number of
 * their list. A conversation of the same transaction shows in `xmin`. Another transaction's lock passes too.
 */
export const LOCKED_FIRST = `
  create function is_under_way(transaction text) returns boolean language sql as $$
    select pg_xact_status(transaction::xid8) = 'in progress'
  $$;

  -- A number that is no list's, or of one that is gone, is an error.
  create function is_locked_by_one_of(list xid) returns boolean language plpgsql as $$
  begin
    return exists (
      select from pg_get_multixact_members(list) where mode not in ('keysh', 'sh') and is_under_way(xid::text)
    );
  exception when others then
    return false;
  end $$;

  create function locked_first() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (
      select from conversation
      where company_id = new.company_id and id = new.conversation_id
        and (is_under_way(xmin::text) or is_under_way(nullif(xmax::text, '0')) or is_locked_by_one_of(xmax))
    ) then
      raise exception 'a row of % is written, and its conversation is not locked', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger locked_first before insert on message for each row execute function locked_first();
  create trigger locked_first before insert on scheduled_message for each row execute function locked_first();
`;
