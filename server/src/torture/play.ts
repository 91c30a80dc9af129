/** Plays one history, lets everything come to rest, and says what is wrong then. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsolePool, ConsoleProcess } from './consoles.ts';
import type { Answer, Command, Deed } from './consoleWords.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Ground } from './ground.ts';
import { CONSOLES, type ConsoleName, type ConsoleVerb, type HistoryEvent } from './history.ts';
import { auditWrites, type Written } from './ledger.ts';
import { type Line, openLine } from './line.ts';
import { scopeOf } from './scope.ts';
import { serverSide } from './serverEvents.ts';
import { type Serving, servingFor } from './serving.ts';
import type { Wrong } from './wrong.ts';

/** Nothing moves for so long: longer than every retry of the client. */
const STILL_MS = 40_000;
const MATCH_WITHIN_MS = 5_000;
/** As long as servers need so long to answer, the machine is at fault, and everything is looked at again; ms. */
const HELD_UP_MS = 1_000;
/** Whoever is at fault: given up. */
const SETTLE_WITHIN_MS = 600_000;
const LIVE_WITHIN_MS = 300;
const USER_OF = { A: 'u1', B: 'u2', C: 'u1' } as const;

type Played = {
  name: ConsoleName;
  pool: ConsolePool;
  process: ConsoleProcess;
  line: Line;
  disk: string;
  skewMs: number;
  newer: number;
};

/**
 * @param poolOf what each console is: a process, or a page.
 * @returns what is wrong at the end; empty when nothing is.
 */
export async function playHistory(
  ground: Ground,
  poolOf: (name: ConsoleName) => ConsolePool,
  history: readonly HistoryEvent[],
): Promise<Wrong[]> {
  const desk = await openDesk(ground);
  const messages = new Map<string, string>();
  const messageId = (name: string) => {
    const id = messages.get(name) ?? randomUUID();
    messages.set(name, id);
    return id;
  };
  const consoles = new Map<ConsoleName, Played>();
  const serving = servingFor(ground, () => {
    for (const { line } of consoles.values()) line.cut(0);
  });
  const server = serverSide(ground, desk, serving, messageId);
  const written: Written[] = [];
  // The second device is there where the history needs it.
  const names = CONSOLES.filter((name) => name !== 'C' || history.some(({ who }) => who === 'C'));
  for (const name of names) {
    const line = await openLine(serving.port);
    const disk = join(ground.folder, `${desk.companyId}-${name}`);
    const pool = poolOf(name);
    consoles.set(name, { name, pool, process: pool.take(disk), line, disk, skewMs: 0, newer: 0 });
  }
  const all = [...consoles.values()];

  try {
    await Promise.all(all.map((each) => openConsole(desk, each)));
    for (const event of history) {
      if (event.who === 'S') await server.perform(event.verb, event.args);
      else {
        const console = consoles.get(event.who);
        if (console) await perform(desk, console, event, written, messageId);
      }
    }
    await server.end();
    for (const { line } of all) line.heal();
    await finishUpgrade(desk, serving, all);
    return await judge(ground, desk, serving, all, written);
  } finally {
    await server.end();
    await Promise.all(all.map(put));
  }
}

async function openConsole(desk: Desk, { name, process, line, disk, skewMs, newer }: Played): Promise<void> {
  const user = USER_OF[name];
  const token = await desk.tokenOf(user);
  const opening = { companyId: desk.companyId, userId: desk.idOf(user), token, url: line.url, disk, skewMs, newer };
  await process.tell({ kind: 'open', opening });
}

/** A console that cannot be closed in order is of no further use. */
async function put({ pool, process, line, disk }: Played): Promise<void> {
  await process.tell({ kind: 'close' }).then(
    () => pool.giveBack(process, disk),
    () => process.kill(),
  );
  await line.close();
}

async function perform(
  desk: Desk,
  console: Played,
  { verb, args }: Extract<HistoryEvent, { who: ConsoleName }>,
  written: Written[],
  messageId: (name: string) => string,
): Promise<void> {
  const number = Number(args[0] ?? 0);
  const { line } = console;
  switch (verb) {
    case 'off':
      return line.off();
    case 'on':
      return line.on();
    case 'cut':
      return line.cut(number);
    case 'slow':
      return line.slow(number);
    case 'twice':
      return line.twice();
    case 'replay':
      return line.replay();
    case 'skew':
      console.skewMs = number * 3_600_000;
      await console.process.tell({ kind: 'skew', ms: console.skewMs });
      return;
    case 'live':
      await console.process.tell({ kind: 'settle', stillMs: LIVE_WITHIN_MS, withinMs: LIVE_WITHIN_MS });
      return;
    case 'kill':
      return reopen(desk, console);
    case 'upgrade':
      console.newer = 1;
      return reopen(desk, console);
    default: {
      const deed = deedOf(desk, verb, args, messageId);
      const answer = await console.process.tell({ kind: 'do', deed });
      if (answer.kind === 'wrote' && answer.wrote) note(written, console.name, verb, args);
    }
  }
}

/** Killed, and opened again over the same disk. */
async function reopen(desk: Desk, console: Played): Promise<void> {
  await console.process.kill();
  console.process = console.pool.take(console.disk);
  await openConsole(desk, console);
}

/** An upgrade that began is carried through on both sides: whoever was turned away waits for that, with what it holds. */
async function finishUpgrade(desk: Desk, serving: Serving, all: readonly Played[]): Promise<void> {
  if (!serving.isNewer() && all.every(({ newer }) => newer === 0)) return;
  await serving.upgrade();
  for (const console of all) {
    const isNewer = console.newer > 0;
    console.newer = 1;
    // One that is newer already asks again at once, as when its user asks for it.
    if (isNewer) await console.process.tell({ kind: 'token', token: await desk.tokenOf(USER_OF[console.name]) });
    else {
      await console.process.tell({ kind: 'close' });
      await openConsole(desk, console);
    }
  }
}

/** Tags, states and pins have no word of their own: that they are the same everywhere is looked at, not that they won. */
function note(written: Written[], who: ConsoleName, verb: ConsoleVerb, [word = '', at = '']: readonly string[]): void {
  if (verb === 'send' || verb === 'note') written.push({ who, kind: 'message', word, place: word, sure: true });
  if (verb === 'notes' || verb === 'name' || verb === 'draft') {
    written.push({ who, kind: 'text', word, place: `${verb} of ${at}`, sure: true });
  }
}

function deedOf(desk: Desk, verb: ConsoleVerb, args: readonly string[], messageId: (name: string) => string): Deed {
  const [first = '', second = ''] = args;
  switch (verb) {
    case 'send':
    case 'note':
      return { verb, id: messageId(first), conversationId: desk.idOf(second), text: first };
    case 'notes':
    case 'name':
      return { verb, contactId: desk.idOf(second.replace('c', 'k')), text: first };
    case 'draft':
      return { verb, conversationId: desk.idOf(second), text: first };
    case 'tag':
    case 'untag':
      return { verb, conversationId: desk.idOf(second), tagId: desk.idOf(first) };
    case 'close':
    case 'reopen':
    case 'pin':
    case 'unpin':
      return { verb, conversationId: desk.idOf(first) };
    default:
      throw new Error(`${verb} is nothing that a user does`);
  }
}

async function judge(
  ground: Ground,
  desk: Desk,
  serving: Serving,
  all: readonly Played[],
  written: readonly Written[],
): Promise<Wrong[]> {
  const until = Date.now() + SETTLE_WITHIN_MS;
  const ask = async ({ name, process }: Played, command: Command): Promise<Wrong[]> => {
    for (;;) {
      const askedAt = Date.now();
      const wrong = wrongOf(await process.tell(command));
      const slowestMs = wrong.length > 0 ? serving.slowestSince(askedAt) : 0;
      if (wrong.length > 0 && slowestMs > HELD_UP_MS && Date.now() < until) continue;
      const slow = slowestMs > HELD_UP_MS ? `, and the server needs ${slowestMs} ms to answer` : '';
      return wrong.map(({ kind, what }) => ({ kind, what: `${name}: ${what}${slow}` }));
    }
  };
  const settle: Command = { kind: 'settle', stillMs: STILL_MS, withinMs: SETTLE_WITHIN_MS };
  const unsettled = (await Promise.all(all.map((each) => ask(each, settle)))).flat();
  await numbered(ground, desk);
  const scopes = { u1: await scopeOf(ground, desk, 'u1'), u2: await scopeOf(ground, desk, 'u2') };
  const different = await Promise.all(
    all.map((each) => ask(each, { kind: 'match', scope: scopes[USER_OF[each.name]], withinMs: MATCH_WITHIN_MS })),
  );
  return [...unsettled, ...different.flat(), ...(await auditWrites(ground, desk, written))];
}

const wrongOf = (answer: Answer): Wrong[] => (answer.kind === 'wrong' ? answer.wrong : []);

/** Until every commit of the company has its number. */
async function numbered({ owner }: Ground, { companyId }: Desk): Promise<void> {
  for (;;) {
    const { rows } = await owner.query('select from feed_in where company_id = $1 limit 1', [companyId]);
    if (rows.length === 0) return;
    await sleep(10);
  }
}
