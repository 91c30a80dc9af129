-- Why: /metrics and /healthz look across all companies, which the application's role cannot: one function gives figures,
-- never rows (PLAT-10, PLAT-11). Lock: none on live rows; the function reads.

create function operations_figures()
  returns table (figure text, company_id uuid, label text, value double precision)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select 'queue_size', c.company_id, null, count(*)::double precision
      from conversation c where c.status = 'open' and c.queue_id is not null and c.assignee_id is null group by c.company_id
    union all
    select 'dead_letters', null, null,
      ((select count(*) from delivery where state in ('FAILED_PERMANENT', 'unknown'))
       + (select count(*) from inbound_item where state = 'failed'))::double precision
    union all
    select 'delivery_success', null, ch.kind,
      count(*) filter (where m.status in ('delivered', 'read'))::double precision / count(*)
      from message m join channel ch on ch.company_id = m.company_id and ch.id = m.channel_id
      where m.direction = 'out' and m.created_at > now() - interval '1 day' and m.status in ('delivered', 'read', 'failed')
      group by ch.kind
  $$;
grant create on schema public to balcao_reader;
alter function operations_figures() owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function operations_figures() from public;
grant execute on function operations_figures() to balcao_app;
