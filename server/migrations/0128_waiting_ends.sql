-- Why: whoever waits no more leaves the consoles' lists; their row stays, for the link that the contact has, and the feed
-- says that it is gone (docs/sync.md).
-- Lock: waiting_entry for a moment, a small table. The version before reads what it did.

create function feed_waiting() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'DELETE' then
    insert into feed_in (company_id, kind, row_id, gone) values (old.company_id, 'catalog', old.id, true);
  else
    insert into feed_in (company_id, kind, row_id, gone)
      values (new.company_id, 'catalog', new.id, new.status not in ('waiting', 'offered'));
  end if;
  return null;
end
$$;
drop trigger feed_append on waiting_entry;
create trigger feed_append after insert or update or delete on waiting_entry for each row execute function feed_waiting();
