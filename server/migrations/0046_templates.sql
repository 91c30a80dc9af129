-- Why: message templates are listed from the account and offered offline too (INB-21).
-- Lock: a new table, and two columns with a constant default on channel, brief. The version before ignores both. Forward only.

create table message_template (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  channel_id  uuid not null,
  -- The platform's own id: a template keeps it when its words or its status change.
  provider_id text not null,
  -- As packages/domain has it (MessageTemplate).
  template    jsonb not null,
  constraint message_template_key primary key (company_id, id),
  constraint message_template_channel foreign key (company_id, channel_id) references channel (company_id, id) on delete cascade,
  constraint message_template_once unique (company_id, channel_id, provider_id)
);
call belongs_to_company('message_template');
call feeds_replica('message_template', 'catalog');

-- When the account was last asked, and why that failed; empty: it did not.
alter table channel
  add column templates_at timestamptz,
  add column templates_error text not null default '';
