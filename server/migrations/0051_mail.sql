-- Why: e-mail. A mail thread is a conversation of its own, several of one contact may be open (INB-14), and what was read
-- of a mailbox is remembered, so that nothing is missed or doubled after a restart (docs/decisions/0122).
-- Lock: conversation, while two unique indexes are built (seconds per million rows). The version before cannot open
-- conversations beside it (its "on conflict" names the former index): stop it first.

-- The Message-ID that began the thread; empty on every channel without threads.
alter table conversation add column thread_key text not null default '';
drop index conversation_current;
create unique index conversation_current on conversation (company_id, contact_id, channel_id)
  where status <> 'closed' and thread_key = '';
create unique index conversation_of_thread on conversation (company_id, channel_id, thread_key)
  where status <> 'closed' and thread_key <> '';
create index conversation_thread on conversation (company_id, channel_id, thread_key, opened_at desc) where thread_key <> '';

-- How far a channel's mailbox was read. One process at a time holds it, until its lease runs out.
create table mailbox (
  company_id   uuid not null,
  channel_id   uuid not null,
  -- The server's generation of UIDs (RFC 9051, 2.3.1.1); another one, and last_uid says nothing any more.
  uid_validity bigint,
  last_uid     bigint not null default 0,
  -- Everything that had arrived by then was accepted.
  read_at      timestamptz,
  holder       uuid,
  lease_until  timestamptz not null default now(),
  constraint mailbox_key primary key (company_id, channel_id),
  constraint mailbox_channel foreign key (company_id, channel_id) references channel (company_id, id) on delete cascade
);
call belongs_to_company('mailbox');

-- Set up, changed or removed: whoever watches mailboxes looks again. What the watch itself writes wakes nobody.
create function tell_mailboxes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_notify('mailboxes', coalesce(new.id, old.id)::text);
  return null;
end $$;
create trigger channel_tells_mailboxes after insert on channel
  for each row when (new.kind = 'email') execute function tell_mailboxes();
create trigger channel_tells_mailboxes_of_change after update on channel
  for each row when (new.kind = 'email' and old.credentials is distinct from new.credentials) execute function tell_mailboxes();
