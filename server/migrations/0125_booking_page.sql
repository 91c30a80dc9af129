-- Why: contacts book on a public page by company and type (BOOK-24), and manage what they booked by a link (BOOK-20).
-- Lock: an index on appointment_type and one on appointment, both small tables. The version before ignores them.

create unique index appointment_type_page on appointment_type (company_id, (settings #>> '{page,slug}'))
  where removed_at is null and settings #>> '{page,slug}' is not null;

-- Whoever opens a page has named a company by its domain, and nobody is signed in.
create function booking_page(wanted_domain text, wanted_slug text)
  returns table (company_id uuid, type_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select t.company_id, t.id
    from company c join appointment_type t on t.company_id = c.id
    where c.domain = lower(wanted_domain) and t.settings #>> '{page,slug}' = wanted_slug
      and t.removed_at is null and t.active
  $$;

-- A link names an appointment and proves that we made it; ids are a client's to choose, so two companies may have one.
create index appointment_by_id on appointment (id);
create function companies_of_appointment(wanted uuid)
  returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$ select company_id from appointment where id = wanted $$;

grant create on schema public to balcao_reader;
alter function booking_page(text, text) owner to balcao_reader;
alter function companies_of_appointment(uuid) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function booking_page(text, text) from public;
revoke all on function companies_of_appointment(uuid) from public;
grant execute on function booking_page(text, text) to balcao_app;
grant execute on function companies_of_appointment(uuid) to balcao_app;
