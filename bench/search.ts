/**
 * Searching messages online, through the use case that the console asks, for an admin and for an attendant who sees a
 * quarter. The ceiling of the same run: the same number of rows read by their ids, which a search has to do anyway.
 *
 * MESSAGES=1000000 npm run bench -- search measures the goal's size; the default takes a minute.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Actor } from '../server/src/auth/index.ts';
import { createDatabase, openDatabase } from '../server/src/db/database.ts';
import { inCompany } from '../server/src/db/index.ts';
import { searchContacts, searchMessages } from '../server/src/search/search.ts';
import { messagesByIds } from '../server/src/search/store.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testCompany } from '../server/src/testing/testCompany.ts';
import { testUser } from '../server/src/testing/testUser.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const MESSAGES = Number(process.env.MESSAGES ?? 200_000);
const ROUNDS = 40;
const LIMIT = 30;

/** From a word in every message down to one in a single message, and pairs of them. `#` is another number each time. */
const QUERIES = [
  'mensagem',
  'consulta',
  'aval',
  'raiz#',
  'consulta raiz#',
  'ref#',
  'nenhuma assim',
  'a',
  'consulta aval',
  'mensagem raiz#',
];

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('search');
  await createDatabase(cluster.url('postgres'), 'search');
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: quiet });
  try {
    const companyId = await testCompany(database);
    const userId = await testUser(database, companyId, { email: 'search@desk.test' });
    const queueId = await fill(url, companyId);
    const admin: Actor = { companyId, userId, role: 'admin', queueIds: [] };
    const attendant: Actor = { companyId, userId: randomUUID(), role: 'attendant', queueIds: [queueId] };

    const took = {
      admin: [] as number[],
      attendant: [] as number[],
      contacts: [] as number[],
      ceiling: [] as number[],
    };
    const worst = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const pattern of QUERIES) {
        const query = pattern.replaceAll('#', String(1 + ((round * 37) % 997)));
        for (const [who, actor] of [
          ['admin', admin],
          ['attendant', attendant],
        ] as const) {
          const { ms } = await timed(() =>
            inCompany(database, companyId, (trx) => searchMessages(trx, actor, { query, limit: LIMIT })),
          );
          took[who].push(ms);
          worst.set(`${who} ${pattern}`, Math.max(worst.get(`${who} ${pattern}`) ?? 0, ms));
        }
      }
      const { result } = await timed(() =>
        inCompany(database, companyId, (trx) => searchMessages(trx, admin, { query: 'mensagem', limit: LIMIT })),
      );
      const ids = result.items.map(({ id }) => id);
      took.ceiling.push(
        (await timed(() => inCompany(database, companyId, (trx) => messagesByIds(trx, admin, ids)))).ms,
      );
      const contact = { query: `teste ${1 + round * 7}`, limit: LIMIT };
      took.contacts.push(
        (await timed(() => inCompany(database, companyId, (trx) => searchContacts(trx, attendant, contact)))).ms,
      );
    }
    for (const [what, ms] of worst) console.log(`  slowest of "${what}": ${ms.toFixed(1)} ms`);
    const size = `${MESSAGES.toLocaleString('en')} messages`;
    const ceilingMs = quantile(took.ceiling, 0.95);
    const ceiling = `reading ${LIMIT} by id: p95 ${ceilingMs.toFixed(1)} ms`;
    return [
      atMost(`search messages, ${size}, admin, p95`, quantile(took.admin, 0.95), 'ms', 100, ceiling),
      atMost(`search messages, ${size}, attendant, p95`, quantile(took.attendant, 0.95), 'ms', 100, ceiling),
      atMost(`search contacts, ${size}, attendant, p95`, quantile(took.contacts, 0.95), 'ms', 100, ceiling),
    ];
  } finally {
    await database.close();
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const begin = performance.now();
  const result = await work();
  return { result, ms: performance.now() - begin };
}

/** Conversations of 50 messages in four queues. Triggers rest: the feed is measured elsewhere. @returns one queue. */
async function fill(ownerUrl: string, companyId: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const conversations = Math.ceil(MESSAGES / 50);
    await owner.query("set session_replication_role = 'replica'");
    await owner.query("set maintenance_work_mem = '256MB'");
    for (const statement of STATEMENTS) {
      const values = statement.includes('$2') ? [companyId, conversations] : [companyId];
      await owner.query(statement, values);
    }
    await owner.query('vacuum analyze message');
    await owner.query('vacuum analyze conversation');
    await owner.query('vacuum analyze contact');
    const { rows } = await owner.query('select id from queue where company_id = $1 order by position limit 1', [
      companyId,
    ]);
    return rows[0].id;
  } finally {
    await owner.end();
  }
}

const STATEMENTS = [
  `insert into channel (company_id, kind, name, status, is_default, external_id, credentials)
    values ($1, 'whatsapp', 'WhatsApp', 'active', true, '100000000000001', '')`,
  `insert into queue (company_id, name, position) select $1, 'Fila ' || n, n from generate_series(1, 4) n`,
  `insert into contact (company_id, id, name, phone, last_contact_at)
    select $1, md5('contact' || n)::uuid, 'Contato de teste ' || n, '+55119' || (80000000 + n), now() - n * interval '1 minute'
    from generate_series(1, $2::integer * 5) n`,
  `insert into conversation (company_id, id, contact_id, channel_id, channel_kind, queue_id, last_activity_at, opened_at)
    select $1, md5('conversation' || n)::uuid, md5('contact' || n)::uuid, channel.id, channel.kind, queue.id,
      now() - n * interval '1 minute', now() - n * interval '2 minutes'
    from generate_series(1, $2::integer) n
    join channel on channel.company_id = $1 join queue on queue.company_id = $1 and queue.position = 1 + n % 4`,
  // The words come in shares: mensagem in all, consulta in 20 %, avaliação in 2 %, each raiz in 0.1 %, each ref in 50.
  `insert into message (company_id, id, conversation_id, channel_id, direction, kind, text, content, source, created_at)
    select $1, md5('message' || n || '.' || m)::uuid, md5('conversation' || n)::uuid, channel.id, 'in', 'text', words,
      jsonb_build_object('kind', 'text', 'text', words), 'contact', now() - (n * 50 + m) * interval '10 seconds'
    from generate_series(1, $2::integer) n cross join generate_series(1, 50) m join channel on channel.company_id = $1
    cross join lateral (select concat_ws(' ', 'Olá, esta é a mensagem', m,
      case when hashint4(n * 50 + m) % 5 = 0 then 'sobre a consulta de quinta-feira' end,
      case when hashint4(n * 57 + m) % 50 = 0 then 'e a avaliação que ficou combinada' end,
      'raiz' || abs(hashint4(n * 59 + m) % 1000), 'ref' || n) as words) as text`,
];
