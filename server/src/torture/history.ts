/**
 * The notation of histories (docs/sync.md): one event a line, `who: verb arguments`. The torture plays them, tests and
 * reports quote them. Parsing and printing are each other's opposite.
 */

/** Consoles: A and C are two devices of user u1, B is u2's. S is the server's side. */
export const CONSOLES = ['A', 'B', 'C'] as const;
export type ConsoleName = (typeof CONSOLES)[number];

/** What an argument may be, as a pattern. */
const KINDS = {
  message: /^m\d+$/,
  conversation: /^c[123]$/,
  word: /^w\d+$/,
  tag: /^t[123]$/,
  queue: /^q[12]$/,
  queueOrNone: /^(q[12]|-)$/,
  user: /^u[12]$/,
  userOrNone: /^(u[12]|-)$/,
  role: /^(attendant|receptionist|admin)$/,
  number: /^-?\d{1,7}$/,
} as const;
type Kind = keyof typeof KINDS;

export const CONSOLE_VERBS = {
  // What its user does.
  send: ['message', 'conversation'],
  note: ['message', 'conversation'],
  notes: ['word', 'conversation'],
  name: ['word', 'conversation'],
  draft: ['word', 'conversation'],
  tag: ['tag', 'conversation'],
  untag: ['tag', 'conversation'],
  close: ['conversation'],
  reopen: ['conversation'],
  pin: ['conversation'],
  unpin: ['conversation'],
  // What its line does.
  off: [],
  on: [],
  cut: ['number'],
  slow: ['number'],
  twice: [],
  replay: [],
  // What its machine does.
  kill: [],
  upgrade: [],
  skew: ['number'],
  live: [],
} as const satisfies Record<string, readonly Kind[]>;

export const SERVER_VERBS = {
  in: ['message', 'conversation'],
  hold: ['message', 'conversation'],
  commit: ['message'],
  gone: ['message'],
  window: ['conversation'],
  notes: ['word', 'conversation'],
  move: ['conversation', 'queueOrNone'],
  assign: ['conversation', 'userOrNone'],
  join: ['user', 'queue'],
  leave: ['user', 'queue'],
  role: ['user', 'role'],
  kill: [],
  upgrade: [],
  epoch: [],
  forget: [],
  pause: ['number'],
} as const satisfies Record<string, readonly Kind[]>;

export type ConsoleVerb = keyof typeof CONSOLE_VERBS;
export type ServerVerb = keyof typeof SERVER_VERBS;
export type HistoryEvent =
  | { who: ConsoleName; verb: ConsoleVerb; args: readonly string[] }
  | { who: 'S'; verb: ServerVerb; args: readonly string[] };

/** An example of each kind, for tests and generators. */
export const kindsOf = (event: Pick<HistoryEvent, 'who' | 'verb'>): readonly Kind[] =>
  event.who === 'S' ? SERVER_VERBS[event.verb as ServerVerb] : CONSOLE_VERBS[event.verb as ConsoleVerb];

export function printHistory(history: readonly HistoryEvent[]): string {
  return history.map(({ who, verb, args }) => [`${who}: ${verb}`, ...args].join(' ')).join('\n');
}

/** @throws Error naming the line and what is wrong with it. */
export function parseHistory(text: string): HistoryEvent[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = (raw.split('#')[0] ?? '').trim();
    return line === '' ? [] : [parseEvent(line, index + 1)];
  });
}

function parseEvent(line: string, number: number): HistoryEvent {
  const wrong = (what: string) => new Error(`line ${number}: ${what}, in "${line}"`);
  const [, who, verb, rest = ''] = /^(\w+):\s*(\w+)(?:\s+(.*))?$/.exec(line) ?? [];
  if (!who || !verb) throw wrong('an event reads "who: verb arguments"');
  const args = rest === '' ? [] : rest.split(/\s+/);
  const event = eventOf(who, verb, args);
  if (!event) throw wrong(`nobody does this; ${who === 'S' ? 'the server' : 'A, B or C'} knows ${verbsOf(who)}`);
  const kinds = kindsOf(event);
  if (kinds.length !== args.length) throw wrong(`${verb} takes ${kinds.join(', ') || 'nothing'}`);
  kinds.forEach((kind, index) => {
    if (!KINDS[kind].test(args[index] ?? '')) throw wrong(`${args[index]} is no ${kind}`);
  });
  return event;
}

const verbsOf = (who: string) => Object.keys(who === 'S' ? SERVER_VERBS : CONSOLE_VERBS).join(', ');
const isConsole = (who: string): who is ConsoleName => CONSOLES.some((name) => name === who);
const isVerb = <Verbs extends object>(verbs: Verbs, verb: string): verb is keyof Verbs & string =>
  Object.hasOwn(verbs, verb);

function eventOf(who: string, verb: string, args: string[]): HistoryEvent | null {
  if (who === 'S') return isVerb(SERVER_VERBS, verb) ? { who, verb, args } : null;
  return isConsole(who) && isVerb(CONSOLE_VERBS, verb) ? { who, verb, args } : null;
}
