/**
 * Who writes a message, or plans one, has locked its conversation before (docs/sync.md): a row that is committed while
 * its conversation moves would stay with those whom it left. No constraint can say so; the tests' databases do.
 *
 * It sees a lock by the place where PostgreSQL keeps it, the row's `xmax`, and a row of the same transaction by its
 * `xmin`. A lock of anybody else at that moment passes too, and so does that of a foreign key.
 */
export const LOCKED_FIRST = `
  create function locked_first() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (
      select from conversation
      where company_id = new.company_id and id = new.conversation_id
        and 'in progress' in (pg_xact_status(xmin::text::xid8), pg_xact_status(nullif(xmax::text, '0')::xid8))
    ) then
      raise exception 'a row of % is written, and its conversation is not locked', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger locked_first before insert on message for each row execute function locked_first();
  create trigger locked_first before insert on scheduled_message for each row execute function locked_first();
`;
