-- Why: tickets that are given together enter the ledger in one statement; a row at a time it cost as much as giving them.
-- Lock: ticket and ticket_ledger for a moment. Older versions neither read nor write what changes.

drop trigger ledger_append on ticket;
drop function ledger_append();

create function ledger_append_new() returns trigger language plpgsql as $$
begin
  insert into ticket_ledger (company_id, sign, figures) select company_id, 1, ticket_adds(row(changed.*)::ticket) from changed;
  return null;
end $$;
create function ledger_append_changed() returns trigger language plpgsql as $$
begin
  insert into ticket_ledger (company_id, sign, figures)
    select pair.company_id, entry.sign, entry.figures
    from (
      select n.company_id, ticket_adds(row(o.*)::ticket) as before, ticket_adds(row(n.*)::ticket) as after
      from was o join changed n using (company_id, id) offset 0
    ) pair, lateral (values (-1, before), (1, after)) entry (sign, figures)
    where pair.before is distinct from pair.after;
  return null;
end $$;
create trigger ledger_insert after insert on ticket
  referencing new table as changed for each statement execute function ledger_append_new();
create trigger ledger_update after update on ticket
  referencing old table as was new table as changed for each statement execute function ledger_append_changed();

-- A row lives for a second, and its company is its ticket's: nothing to check twice for each.
alter table ticket_ledger drop constraint ticket_ledger_company_id_fkey;
