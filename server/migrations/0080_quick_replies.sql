-- Why: texts that a company or a person sends again and again (INB-24), and macros: several actions under one name.
-- Lock: media, briefly, for a nullable column and an index over the few files that wait; the version before ignores both.
-- Forward only.

create table quick_reply (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  -- Whose it is alone; null: the company's. Never changes: what somebody may see never moves with it.
  owner_id   uuid,
  name       text not null,
  -- Written behind a slash, folded: packages/domain/src/quickReplies/shortcut.ts.
  shortcut   text not null,
  text       text not null default '',
  -- [{mediaId, fileName, mime, sizeBytes}]
  files      jsonb not null default '[]',
  constraint quick_reply_key primary key (company_id, id),
  constraint quick_reply_owner foreign key (company_id, owner_id) references user_account (company_id, id) on delete cascade
);
-- One's own may have the name of a company's: it is offered first.
create unique index quick_reply_shortcut on quick_reply (company_id, owner_id, shortcut) nulls not distinct;
call belongs_to_company('quick_reply');
call feeds_replica('quick_reply', 'catalog');

-- One row a use, never an update: a counter in the reply's row would make every sender wait for the others, and send the
-- reply to every console again. The console makes the id, so a use that is told twice counts once.
create table quick_reply_use (
  company_id     uuid not null references company (id),
  id             uuid not null,
  quick_reply_id uuid not null,
  user_id        uuid not null,
  at             timestamptz not null,
  constraint quick_reply_use_key primary key (company_id, id),
  constraint quick_reply_use_reply foreign key (company_id, quick_reply_id) references quick_reply (company_id, id) on delete cascade,
  constraint quick_reply_use_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
create index quick_reply_use_counted on quick_reply_use (company_id, quick_reply_id, at);
create index quick_reply_use_of_user on quick_reply_use (company_id, user_id);
call belongs_to_company('quick_reply_use');

create table macro (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  owner_id   uuid,
  name       text not null,
  -- packages/domain/src/macros/macro.ts gives the shapes.
  actions    jsonb not null,
  constraint macro_key primary key (company_id, id),
  constraint macro_owner foreign key (company_id, owner_id) references user_account (company_id, id) on delete cascade
);
create unique index macro_name on macro (company_id, owner_id, lower(name)) nulls not distinct;
call belongs_to_company('macro');
call feeds_replica('macro', 'catalog');

-- A file of a quick reply stays for as long as the reply does: the sweep of files that were never sent passes it by.
alter table media
  add column quick_reply_id uuid,
  add constraint media_quick_reply foreign key (company_id, quick_reply_id) references quick_reply (company_id, id) on delete set null (quick_reply_id);
create index media_of_quick_reply on media (company_id, quick_reply_id) where quick_reply_id is not null;
create or replace function unsent_media(before timestamptz, most integer) returns table (company_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select company_id, id from media
    where message_id is null and quick_reply_id is null and created_at < before order by created_at limit most
  $$;
