/** A worker in a process of its own, for lanes.race.test.ts: it does the items of its lanes until it is killed. */
import { sql } from 'kysely';
import { openDatabase } from '../db/index.ts';
import { quiet } from '../testing/quiet.ts';
import { startLanes } from './index.ts';

const url = process.argv[2] ?? '';
const database = await openDatabase({
  server: { kind: 'external', url, directUrl: url },
  dataDir: '',
  log: quiet,
  poolSize: 6,
});

await startLanes({
  database,
  log: quiet,
  leaseSeconds: 1,
  concurrency: 6,
  workers: [
    {
      prefix: 'race',
      run: async (lane) => {
        for (;;) {
          const isLast = await lane.step(async (trx) => {
            const { rows } = await sql<{ n: number }>`
              select n from item where lane_key = ${lane.key} and not done order by n limit 1`.execute(trx);
            const [item] = rows;
            if (item === undefined) return true;
            await sql`insert into effect (lane_key, n) values (${lane.key}, ${item.n})`.execute(trx);
            await sql`update item set done = true where lane_key = ${lane.key} and n = ${item.n}`.execute(trx);
            return false;
          });
          if (isLast) return { nextDueAt: null };
        }
      },
    },
  ],
});
process.send?.('ready');
