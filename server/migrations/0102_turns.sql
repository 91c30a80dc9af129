-- Why: consecutive messages of a contact are handed to whoever answers by itself as one turn (INB-23). Here a turn is
-- gathered; the lane `turn:<conversation>` (server/src/webhooks/turnLane.ts) hands it over when the contact has paused.
-- Lock: a new table only. The version before never reads it. Forward only.

create table conversation_turn (
  company_id      uuid not null,
  conversation_id uuid not null,
  started_at      timestamptz not null,
  latest_at       timestamptz not null,
  -- In the order in which they came.
  message_ids     uuid[] not null,
  constraint conversation_turn_key primary key (company_id, conversation_id),
  constraint conversation_turn_conversation foreign key (company_id, conversation_id)
    references conversation (company_id, id) on delete cascade
);
call belongs_to_company('conversation_turn');
