-- Why: what a message cost is recorded when the platform reports it, by the company's own price list. Appended by whoever
-- handles the status, folded by one worker a channel: no row that every message of a company would wait for.
-- Lock: new tables; company briefly (constant defaults are no rewrite). The version before ignores all of it.

alter table company
  add column price_currency text not null default 'USD',
  -- Since 2026-10 free-form answers are paid for, beyond so many of a number a month.
  add column free_service_messages integer not null default 1000;
alter table company add constraint company_free_sane check (free_service_messages between 0 and 1000000);

create table message_price (
  company_id   uuid not null references company (id),
  channel_kind text not null,
  category     text not null,
  -- ISO 3166 code of the recipient's number; empty: every other country.
  country      text not null default '',
  -- Millionths of the company's currency.
  micros       bigint not null,
  constraint message_price_key primary key (company_id, channel_kind, category, country),
  constraint message_price_sane check (micros between 0 and 1000000000)
);
call belongs_to_company('message_price');

create table message_cost (
  company_id uuid not null,
  message_id uuid not null,
  channel_id uuid not null,
  category   text not null,
  country    text not null,
  billable   boolean not null,
  at         timestamptz not null,
  folded     boolean not null default false,
  -- null: not folded yet, or without a price in the list.
  micros     bigint,
  constraint message_cost_key primary key (company_id, message_id),
  constraint message_cost_message foreign key (company_id, message_id) references message (company_id, id) on delete cascade
);
create index message_cost_unfolded on message_cost (company_id, channel_id, at, message_id) where not folded;
call belongs_to_company('message_cost');

create table cost_month (
  company_id uuid not null,
  channel_id uuid not null,
  month      date not null,
  category   text not null,
  country    text not null,
  messages   bigint not null,
  free       bigint not null,
  unpriced   bigint not null,
  micros     bigint not null,
  constraint cost_month_key primary key (company_id, channel_id, month, category, country),
  constraint cost_month_channel foreign key (company_id, channel_id) references channel (company_id, id) on delete cascade
);
call belongs_to_company('cost_month');
