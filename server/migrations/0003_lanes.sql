-- Why: work that must happen in order and exactly once (foundations.md, 2). The row is the truth, a job only a nudge.
-- Lock: new table only. Outside row-level security: ids only.

create table lane (
  company_id  uuid not null,
  key         text not null,          -- 'in:<channel>:<person>' or 'out:<conversation>'
  -- Raised by every addition of work; done_gen follows once everything of a generation is done. Equal: nothing to do.
  gen         bigint not null default 1,
  done_gen    bigint not null default 0,
  due_at      timestamptz not null default now(),
  -- Who works in the lane bears the token, until the lease runs out.
  lease_until timestamptz,
  token       uuid,
  -- Runs that ended in an error since the last that did not: how long the next one waits.
  failures    integer not null default 0,
  constraint lane_key primary key (company_id, key)
);
-- By company first: the sweep takes some of each company's lanes, so that a busy one does not starve the others.
create index lane_due on lane (company_id, due_at) where gen > done_gen;
-- Every claim and every step updates its row: leave room on the page, and vacuum early.
alter table lane set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
grant select, insert, update, delete on lane to balcao_app;
