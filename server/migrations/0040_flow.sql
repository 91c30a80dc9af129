-- Why: how fast a channel may send and whether it sends at all are one truth for every server on this database (INB-04,
-- INB-20). Not on `channel`, whose every change goes to every console.
-- Lock: new tables; delivery briefly (a nullable column without a default is no rewrite). The version before ignores them.

create table channel_flow (
  company_id   uuid not null,
  channel_id   uuid not null,
  -- packages/domain, pipeline/breaker.ts; null: closed, and nothing failed lately.
  breaker      jsonb,
  -- Whose message tries whether the platform takes anything again.
  prober_id    uuid,
  -- Messages leave one a slot; this is the next one that nobody has.
  next_slot_at timestamptz not null default '-infinity',
  -- What the platform grants this account; null: what it grants everybody.
  per_second   integer,
  constraint channel_flow_key primary key (company_id, channel_id),
  constraint channel_flow_channel foreign key (company_id, channel_id) references channel (company_id, id) on delete cascade,
  constraint channel_flow_pace_possible check (per_second > 0)
);
-- Updated by every batch of slots: leave room on the page, so that no update needs an index or a new page.
alter table channel_flow set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
call belongs_to_company('channel_flow');

-- How much one person was written to lately (packages/domain, pipeline/pairPace.ts), where a platform counts that.
create table pair_pace (
  company_id      uuid not null,
  conversation_id uuid not null,
  full_at         timestamptz not null,
  constraint pair_pace_key primary key (company_id, conversation_id),
  constraint pair_pace_conversation foreign key (company_id, conversation_id) references conversation (company_id, id) on delete cascade
);
alter table pair_pace set (fillfactor = 70);
call belongs_to_company('pair_pace');

-- When it is this message's turn by the channel's pace, once that is known.
alter table delivery add column slot_at timestamptz;
