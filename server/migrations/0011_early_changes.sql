-- Why: platforms give no order, so a reaction, an edit or a revocation may come before its message; a message that was
-- sent again by hand keeps the ids of its former attempts, whose late failures say nothing of the new one.
-- Lock: delivery and media briefly (a column with a constant default is no rewrite). The version before ignores both.

create table early_change (
  company_id  uuid not null,
  channel_id  uuid not null,
  -- The platform's ids: of the message that is changed, and of the change itself.
  target_id   text not null,
  provider_id text not null,
  change      jsonb not null,
  received_at timestamptz not null default now(),
  constraint early_change_key primary key (company_id, channel_id, target_id, provider_id),
  constraint early_change_channel foreign key (company_id, channel_id) references channel (company_id, id)
);
create index early_change_age on early_change (received_at);
call belongs_to_company('early_change');

alter table delivery add column former_provider_ids text[] not null default '{}';

-- Files are fetched by lanes as well: when to try again stands with the file.
alter table media add column attempts integer not null default 0, add column due_at timestamptz not null default now();

-- First sync: everything open, however old, without passing over years of closed conversations.
create index conversation_open on conversation (company_id, last_activity_at desc, id) where status <> 'closed';
