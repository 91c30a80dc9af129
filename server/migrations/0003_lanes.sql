-- Why: work that must happen in order and exactly once (foundations.md, 2). The row is the truth, a job only a nudge.
-- Lock: new table only. Outside row-level security: ids only.

create table lane (
  company_id  uuid not null,
  key         text not null,          -- 'in:<channel>:<person>' or 'out:<conversation>'
  gen         bigint not null default 1,
  done_gen    bigint not null default 0,
  due_at      timestamptz not null default now(),
  lease_until timestamptz,
  token       uuid,
  constraint lane_key primary key (company_id, key)
);
create index lane_due on lane (due_at) where gen > done_gen;
grant select, insert, update, delete on lane to balcao_app;
