-- Why: imports of contacts (INB-13): the file as a table of cells, how far its import is (a row of the catalog), and what
-- is wrong with which line. Lock: new tables only. Forward only.

create table contact_import (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  user_id     uuid not null,
  file_name   text not null,
  state       text not null default 'mapping',
  columns     text[] not null,
  -- What each column means; remembered for the next file of the same columns.
  mapping     text[],
  country     text not null default '',
  total       integer not null default 0,
  -- Rows up to this one are through. A batch counts itself in its own transaction, so a killed server goes on from here.
  done        integer not null default 0,
  created     integer not null default 0,
  updated     integer not null default 0,
  failed      integer not null default 0,
  created_at  timestamptz not null default now(),
  finished_at timestamptz,
  constraint contact_import_key primary key (company_id, id),
  constraint contact_import_user foreign key (company_id, user_id) references user_account (company_id, id),
  constraint contact_import_state_known check (state in ('mapping', 'running', 'done', 'cancelled'))
);
call belongs_to_company('contact_import');
call feeds_replica('contact_import', 'catalog');

create table contact_import_row (
  company_id uuid not null,
  import_id  uuid not null,
  n          integer not null,
  -- Where the row begins in the file.
  line       integer not null,
  cells      text[] not null,
  problems   jsonb,
  constraint contact_import_row_key primary key (company_id, import_id, n),
  constraint contact_import_row_import foreign key (company_id, import_id) references contact_import (company_id, id) on delete cascade
);
create index contact_import_row_bad on contact_import_row (company_id, import_id, n) where problems is not null;
call belongs_to_company('contact_import_row');
