/**
 * A thousand clients race for a hundred times, over three servers: how many answers a second they get, a booking or a
 * refusal with alternatives. Beside it, by the same processes over as many connections, a thousand bare inserts into a table
 * that has the constraint and nothing else: racing for the same hundred times, and each for a time of its own.
 *
 * In a race two bare inserts wait for each other until PostgreSQL looks for deadlocks, after a second; bookings lock the
 * resources in one order before. Without a race the bare insert is one journey, and a refused booking three: begin, look, end.
 * Half of the times need two resources.
 *
 * In turn, on fresh times each round; the middle round counts. In the first rounds code is compiled and set-up read: a
 * server's start, and not measured.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { RaceOutcome } from '../server/src/booking/booking.race.process.ts';
import { SUNDAY, testAgenda } from '../server/src/booking/testAgenda.ts';
import { createDatabase, openDatabase } from '../server/src/db/database.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testUser } from '../server/src/testing/testUser.ts';
import { atLeast, type Figure, quantile } from './figure.ts';

const SERVERS = 3;
const CLIENTS = 1_000;
const TIMES = 100;
const FIRST_ROUNDS = 6;
const ROUNDS = 9;
const EMAIL = 'race@example.com';
/** Further than a thousand times, every second half hour. */
const HALF_HOURS_A_ROUND = 2_100;

const SERVER = fileURLToPath(new URL('../server/src/booking/booking.race.process.ts', import.meta.url));

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('booking');
  await createDatabase(cluster.url('postgres'), 'booking');
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: quiet });
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const servers: ChildProcess[] = [];
  try {
    const agenda = await testAgenda(database);
    await testUser(database, agenda.companyId, { email: EMAIL });
    // As foundations of it were measured: occupancy without buffers, keys or policies.
    await owner.query(`create table bare (
      company_id uuid, resource_id uuid, seat smallint, during tstzrange not null, appointment_id uuid,
      constraint bare_free exclude using gist (company_id with =, resource_id with =, seat with =, during with &&)
        deferrable initially immediate)`);
    for (let n = 0; n < SERVERS; n += 1) servers.push(fork(SERVER, [url, EMAIL]));
    await Promise.all(servers.map((server) => once(server, 'message')));

    const race = async (kind: Kind, round: number): Promise<number> => {
      const begin = performance.now();
      const outcomes = await Promise.all(
        servers.map(async (server, n) => {
          const mine = Array.from({ length: CLIENTS }, (_, client) => client).filter(
            (client) => client % SERVERS === n,
          );
          server.send({
            kind: kind === 'book' ? 'book' : 'bare',
            companyId: agenda.companyId,
            userId: agenda.admin.userId,
            wishes: mine.map((client) => wishOf(agenda, client, kind === 'bare' ? client : client % TIMES, round)),
            now: SUNDAY,
          });
          const [outcome] = await once(server, 'message');
          return outcome as RaceOutcome;
        }),
      );
      const seconds = (performance.now() - begin) / 1_000;
      demandExact(kind, outcomes);
      return CLIENTS / seconds;
    };
    const rates: Record<Kind, number[]> = { book: [], bare: [], bareRace: [] };
    for (let round = 0; round < FIRST_ROUNDS + ROUNDS; round += 1) {
      for (const kind of ['book', 'bare', 'bareRace'] as const) {
        // It takes seconds, and is told beside only.
        if (kind === 'bareRace' && round < FIRST_ROUNDS + ROUNDS - 3) continue;
        await owner.query('truncate bare');
        const rate = await race(kind, round);
        if (round >= FIRST_ROUNDS) rates[kind].push(rate);
      }
    }
    const [book, bare, bareRace] = [rates.book, rates.bare, rates.bareRace].map((each) => quantile(each, 0.5));
    if (book === undefined || bare === undefined || bareRace === undefined) throw new Error('nothing was measured');
    const [racing, alone] = [
      `bare inserts in the race: ${Math.round(bareRace)}/s`,
      `bare inserts: ${Math.round(bare)}/s`,
    ];
    return [
      atLeast('1,000 clients, 100 times, 3 servers: answers a second', book, '/s', 500, racing),
      atLeast('answers of the race beside bare constrained inserts that race', book / bareRace, '×', 0.5, racing),
      atLeast('answers of the race beside bare constrained inserts, each alone', book / bare, '×', 0.2, alone),
    ];
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    await owner.end();
    await database.close();
  }
}

/** `bare`: each client has a time of its own. `bareRace`: as many clients for a time as those who book. */
type Kind = 'book' | 'bare' | 'bareRace';
type Agenda = Awaited<ReturnType<typeof testAgenda>>;

/** In either order of the resources: what deadlocks without an order of locks. */
function wishOf({ wish, slot, one, two }: Agenda, client: number, time: number, round: number) {
  const who = time % 2 === 0 ? [one] : client % 4 === 1 ? [one, two] : [two, one];
  return wish(slot(round * HALF_HOURS_A_ROUND + time * 2, who));
}

function demandExact(kind: Kind, outcomes: readonly RaceOutcome[]): void {
  const sum = (of: (outcome: RaceOutcome) => number) => outcomes.map(of).reduce((a, b) => a + b, 0);
  const [booked, refused] = [sum((each) => each.booked), sum((each) => each.refused)];
  const failed = outcomes.flatMap((outcome) => outcome.failed);
  const offered = kind === 'book' ? sum((each) => each.withAlternatives) : refused;
  const wanted = kind === 'bare' ? CLIENTS : TIMES;
  if (booked === wanted && refused === CLIENTS - wanted && offered === refused) return;
  throw new Error(`${kind}: ${booked} booked, ${refused} refused, ${offered} with alternatives. ${failed.slice(0, 3)}`);
}
