/**
 * A console comes back: its line was cut, 500 rows changed meanwhile (250 new messages, and the conversations that they
 * are in), and the line is joined. Measured from that moment, which the console does not know of, to "live" on its
 * screen with all of them on its disk; against coming back when nothing happened.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { type Console, openConsole, storedRows, untilSynced } from './console.ts';
import { type CuttableLine, cuttableLine } from './cuttableLine.ts';
import { type Desk, startDesk } from './desk.ts';
import { atMost, type Figure, quantile } from './figure.ts';

const SIZE = { conversations: 1_000, messagesEach: 4 };
const MESSAGES_MISSED = 250;
const ROUNDS = 5;
const WITHIN_MS = 60_000;
/** The sequencer's sweep finds within a second what was written past the server. */
const NUMBERED_AFTER_MS = 1_500;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using desk = await startDesk(cluster, 'reconnect', SIZE);
  await using line = await cuttableLine(desk.stack.url);
  await using console = await openConsole(line.url, desk.email, desk.password);
  await untilSynced(console, WITHIN_MS);
  await console.page.evaluate(noteWhenLive);

  const took = { missed: [] as number[], nothing: [] as number[] };
  let messages = SIZE.conversations * SIZE.messagesEach;
  for (let round = 0; round < ROUNDS; round += 1) {
    took.nothing.push(await comeBack(console, line, async () => {}));
    took.missed.push(await comeBack(console, line, () => changeRows(desk)));
    messages += MESSAGES_MISSED;
    const stored = await storedRows(console, 'messages');
    if (stored !== messages) throw new Error(`live, but with ${stored} of ${messages} messages`);
  }
  const beside = `when nothing changed: ${Math.round(quantile(took.nothing, 0.5))} ms; ${ROUNDS} times each`;
  return [
    atMost('reconnection with 500 changes, p50', quantile(took.missed, 0.5) / 1_000, 's', 1, beside),
    atMost('reconnection with 500 changes, worst', Math.max(...took.missed) / 1_000, 's', 1, beside),
  ];
}

declare global {
  interface Window {
    /** When the console last became live, in epoch ms. */
    liveAt: number | null;
  }
}

function noteWhenLive(): void {
  window.liveAt = null;
  const isLive = () => document.querySelector('button[aria-label$=": Ao vivo"]') !== null;
  let was = isLive();
  new MutationObserver(() => {
    const is = isLive();
    if (is && !was) window.liveAt = Date.now();
    was = is;
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] });
}

async function comeBack({ page }: Console, line: CuttableLine, meanwhile: () => Promise<void>): Promise<number> {
  line.cut();
  await page.getByRole('button', { name: /^Sincronização: Sem conexão/ }).waitFor();
  await meanwhile();
  await page.evaluate(() => {
    window.liveAt = null;
  });
  const joinedAt = Date.now();
  line.join();
  await page.waitForFunction(() => window.liveAt !== null, undefined, { timeout: WITHIN_MS });
  return ((await page.evaluate(() => window.liveAt)) ?? Number.NaN) - joinedAt;
}

async function changeRows({ databaseUrl, companyId }: Desk): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query(
      `with busy as (
         update conversation set message_count = message_count + 1, inbound_count = inbound_count + 1,
           last_inbound_at = clock_timestamp(), last_activity_at = clock_timestamp()
         where company_id = $1 and id in (select id from conversation where company_id = $1 order by id limit ${MESSAGES_MISSED})
         returning id, channel_id)
       insert into message (company_id, conversation_id, channel_id, direction, kind, text, content, source)
       select $1, id, channel_id, 'in', 'text', 'Ainda estão aí?',
         jsonb_build_object('kind', 'text', 'text', 'Ainda estão aí?'), 'contact' from busy`,
      [companyId],
    );
    await owner.query('commit');
    await sleep(NUMBERED_AFTER_MS);
    const { rows } = await owner.query('select count(*)::int as waiting from feed_in');
    if (rows[0].waiting > 0) throw new Error('the feed has not been numbered');
  } finally {
    await owner.end();
  }
}
