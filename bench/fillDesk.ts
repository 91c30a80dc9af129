import pg from 'pg';
import { type CalendarSize, fillCalendar } from './fillCalendar.ts';

export type DeskSize = {
  conversations: number;
  /** In each: the contact begins, and every second one is an answer. */
  messagesEach: number;
  /** In this week; none, when left out. */
  calendar?: CalendarSize;
};

/**
 * Fills a company with open conversations, each of another contact, a minute apart, the newest a minute ago. Ids begin
 * with the time of what they name, as those do that came one by one.
 * @param ownerUrl as the owner, whom row-level security does not stop; what is written passes the feed's triggers.
 */
export async function fillDesk(ownerUrl: string, companyId: string, size: DeskSize): Promise<void> {
  const { conversations, messagesEach } = size;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query(`
      create temporary table place on commit drop as
        select n, uuidv7(at - now()) as contact, uuidv7(at - now()) as conversation, at,
          '+55119' || (80000000 + n) as phone, 'Contato de teste ' || n as name
        from generate_series(1, ${conversations}) as n, lateral (select now() - n * interval '1 minute' as at) as time`);
    await owner.query(`
      create temporary table line on commit drop as
        select uuidv7(time.at - now()) as id, conversation, m, time.at,
          case m % 2 when 0 then 'out' else 'in' end as direction, case m % 2 when 0 then 'read' end as status,
          (array['Bom dia, vocês atendem na quinta?', 'Atendemos, das 8 às 18.', 'Então quero marcar às 15h30.'])[(m - 1) % 3 + 1] || ' ' || n as words
        from place, generate_series(1, ${messagesEach}) as m,
          lateral (select place.at - (${messagesEach} - m) * interval '10 seconds' as at) as time`);
    for (const statement of statements(messagesEach)) await owner.query(statement, [companyId]);
    await owner.query('commit');
    await owner.query('analyze');
  } finally {
    await owner.end();
  }
  if (size.calendar) await fillCalendar(ownerUrl, companyId, size.calendar);
}

const statements = (messagesEach: number) => [
  `insert into channel (company_id, kind, name, status, is_default, external_id, credentials)
    values ($1, 'whatsapp', 'WhatsApp', 'active', true, '100000000000001', '')`,
  `insert into contact (company_id, id, name, phone, last_contact_at) select $1, contact, name, phone, at from place`,
  `insert into conversation (company_id, id, contact_id, channel_id, channel_kind, message_count, inbound_count,
      last_message, last_inbound_at, last_activity_at, opened_at)
    select $1, place.conversation, contact, channel.id, channel.kind, ${messagesEach}, ${Math.ceil(messagesEach / 2)},
      jsonb_build_object('id', line.id, 'direction', direction, 'kind', 'text', 'text', words, 'status', coalesce(line.status, ''),
        'authorId', '', 'at', (extract(epoch from line.at) * 1000)::bigint),
      line.at, line.at, place.at - interval '1 minute'
    from place join line on line.conversation = place.conversation and m = ${messagesEach}
    join channel on channel.company_id = $1`,
  `insert into message (company_id, id, conversation_id, channel_id, direction, kind, text, content, source, status,
      created_at, sent_at, delivered_at, read_at)
    select $1, line.id, conversation, channel.id, direction, 'text', words, jsonb_build_object('kind', 'text', 'text', words),
      case direction when 'in' then 'contact' else 'api' end, line.status, at,
      case direction when 'out' then at end, case direction when 'out' then at end, case direction when 'out' then at end
    from line join channel on channel.company_id = $1`,
];
