-- Why: the platform is told once that we have read up to a message (INB-25). Apart from the conversation's row, which every
-- console would be sent again for it.
-- Lock: a new table only. Forward only.

create table read_told (
  company_id      uuid not null,
  conversation_id uuid not null,
  message_id      uuid not null,
  constraint read_told_key primary key (company_id, conversation_id),
  constraint read_told_conversation foreign key (company_id, conversation_id) references conversation (company_id, id) on delete cascade
);
call belongs_to_company('read_told');
