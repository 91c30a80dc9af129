-- Why: where the last member of a queue leaves, its tickets wait, and whoever can mend it is told once, until it is mended.
-- And consoles know whose queues somebody supervises (QUE-15).
-- Lock: queue and queue_member for a moment; the new column is null. Older versions neither read nor write it.

alter table queue add column unserved_told_at timestamptz;

-- A row at a time, because only such a trigger asks first whether that changed: turns change with every ticket.
create function feed_append_supervisor() returns trigger language plpgsql as $$
begin
  insert into feed_in (company_id, kind, row_id) values (new.company_id, 'users', new.user_id);
  return null;
end $$;
create trigger feed_supervisor after update on queue_member for each row
  when (old.supervisor is distinct from new.supervisor) execute function feed_append_supervisor();
