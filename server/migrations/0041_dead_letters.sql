-- Why: a dead letter that nobody wants any more leaves the list without becoming anything else (INB-20, CON-25), and the
-- list is read page by page.
-- Lock: delivery briefly; the new check is validated without stopping anybody. The version before never writes the state.
alter table delivery drop constraint delivery_state_known;
alter table delivery add constraint delivery_state_known
  check (state in ('queued', 'sending', 'sent', 'FAILED_TEMPORARY', 'FAILED_PERMANENT', 'unknown', 'discarded')) not valid;
alter table delivery validate constraint delivery_state_known;

drop index delivery_dead;
create index delivery_dead on delivery (company_id, settled_at desc, message_id desc) where state in ('FAILED_PERMANENT', 'unknown');
