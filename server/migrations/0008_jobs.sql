-- Why: pg-boss keeps cron and work without order (design, decision 4) in a schema of its own, which it makes and upgrades
-- itself at start: the one place where the application owns tables. They hold ids, never content, and stand outside
-- row-level security. Lock: none.

create schema pgboss;
grant usage, create on schema pgboss to balcao_app;
