import { USUAL_TYPE } from '@balcao/domain';
import pg from 'pg';

export type CalendarSize = {
  /** People with a calendar each. */
  resources: number;
  /** At most 70 a calendar: an hour of the week each. */
  appointments: number;
};

/**
 * Fills this week, from Monday to Sunday, eight to six, an hour apart on each calendar.
 * @param ownerUrl as the owner, whom row-level security does not stop; what is written passes the feed's triggers.
 */
export async function fillCalendar(
  ownerUrl: string,
  companyId: string,
  { resources, appointments }: CalendarSize,
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const settings = { kind: 'person', color: 'teal', zone: 'America/Sao_Paulo' };
  await owner.query(`insert into appointment_type (company_id, name, settings) values ($1, 'Consulta', $2)`, [
    companyId,
    JSON.stringify(USUAL_TYPE),
  ]);
  await owner.query(
    `insert into resource (company_id, name, position, settings)
     select $1, 'Profissional ' || n, n, $2 from generate_series(1, ${resources}) as n`,
    [companyId, JSON.stringify(settings)],
  );
  await owner.query(
    `insert into appointment (company_id, type_id, title, status, starts_at, ends_at, zone, resource_ids, source)
     select $1, (select id from appointment_type where company_id = $1 limit 1), 'Contato de teste ' || n, 'scheduled',
       monday + make_interval(days => (n / ${resources}) % 7, hours => 8 + (n / (${resources} * 7)) % 10),
       monday + make_interval(days => (n / ${resources}) % 7, hours => 8 + (n / (${resources} * 7)) % 10, mins => 45),
       'America/Sao_Paulo',
       array[(select id from resource where company_id = $1 and position = 1 + n % ${resources})], 'console'
     from generate_series(0, ${appointments - 1}) as n,
       lateral (select date_trunc('week', now() at time zone 'America/Sao_Paulo') at time zone 'America/Sao_Paulo' as monday) as week`,
    [companyId],
  );
  await owner.query('analyze');
  await owner.end();
}
