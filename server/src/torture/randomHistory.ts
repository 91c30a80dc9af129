/** A history by chance: a dozen and a half of events, edits and faults in about equal parts. */
import { type Chance, chanceOf } from './chance.ts';
import { CONSOLES, type HistoryEvent } from './history.ts';
import type { Break } from './sql.ts';

const SHORTEST = 8;
const LONGEST = 24;
const ROLES = ['attendant', 'receptionist', 'admin'] as const;

/**
 * What one seed plays. Events that touch every company of the database (kill, epoch, forget) are drawn rarely.
 *
 * @param broken histories begin where that break is met, so that it is found in seconds and not in minutes.
 */
export function randomHistory(seed: number, broken: Break | null = null): HistoryEvent[] {
  const chance = chanceOf(seed);
  const names = { messages: 0, words: 0 };
  const held: string[] = [];
  const received: string[] = [];
  const length = SHORTEST + chance.below(LONGEST - SHORTEST + 1);
  const history: HistoryEvent[] = [];
  const draw = { chance, held, received, message: () => `m${++names.messages}`, word: () => `w${++names.words}` };
  // Half begin among live consoles, half in the midst of a first sync.
  if (broken || chance.below(2) === 0) {
    for (const who of ['A', 'B'] as const) history.push({ who, verb: 'live', args: [] });
  }
  if (broken === 'refusal') history.push({ who: 'S', verb: 'window', args: ['c1'] }, ...outside(draw));
  if (broken === 'sequencer') history.push(...readPast(draw, hold(draw, 'c1')));
  while (history.length < length) {
    const roll = chance.below(100);
    if (roll < 45) history.push(edit(draw));
    else if (roll < 70) history.push(fault(draw));
    else {
      const event = atServer(draw);
      history.push(...(event.verb === 'hold' ? readPast(draw, event) : [event]));
    }
  }
  for (const message of held) history.push({ who: 'S', verb: 'commit', args: [message] });
  return history;
}

/** Somebody else commits while it is open, and everybody reads past it. */
const readPast = (draw: Draw, held: HistoryEvent): HistoryEvent[] => [
  held,
  { who: 'S', verb: 'in', args: [draw.message(), conversation(draw)] },
  { who: 'S', verb: 'pause', args: [String(40 + draw.chance.below(80))] },
];

/** Two that will be refused: their conversation's window is closed. */
const outside = (draw: Draw): HistoryEvent[] =>
  CONSOLES.slice(0, 2).map((who) => ({ who, verb: 'send', args: [draw.message(), 'c1'] }));

function hold(draw: Draw, at: string): HistoryEvent {
  const message = draw.message();
  draw.held.push(message);
  return { who: 'S', verb: 'hold', args: [message, at] };
}

type Draw = { chance: Chance; held: string[]; received: string[]; message(): string; word(): string };

const conversation = ({ chance }: Draw) => `c${1 + chance.below(3)}`;
const tag = ({ chance }: Draw) => `t${1 + chance.below(3)}`;

function edit(draw: Draw): HistoryEvent {
  const who = draw.chance.pick(CONSOLES);
  const verb = draw.chance.pick([
    'send',
    'send',
    'send',
    'note',
    'notes',
    'notes',
    'name',
    'draft',
    'tag',
    'tag',
    'untag',
    'close',
    'reopen',
    'pin',
    'unpin',
  ] as const);
  const at = conversation(draw);
  switch (verb) {
    case 'send':
    case 'note':
      return { who, verb, args: [draw.message(), at] };
    case 'notes':
    case 'name':
    case 'draft':
      return { who, verb, args: [draw.word(), at] };
    case 'tag':
    case 'untag':
      return { who, verb, args: [tag(draw), at] };
    default:
      return { who, verb, args: [at] };
  }
}

function fault(draw: Draw): HistoryEvent {
  const { chance } = draw;
  const who = chance.pick(CONSOLES);
  const roll = chance.below(100);
  if (roll < 15) return { who, verb: 'off', args: [] };
  if (roll < 30) return { who, verb: 'on', args: [] };
  if (roll < 60) return { who, verb: 'cut', args: [String(chance.below(chance.pick([1, 50, 500, 5_000, 20_000])))] };
  if (roll < 70) return { who, verb: 'slow', args: [String(chance.below(60))] };
  if (roll < 76) return { who, verb: 'twice', args: [] };
  if (roll < 82) return { who, verb: 'replay', args: [] };
  if (roll < 88) return { who, verb: 'skew', args: [String(chance.below(49) - 24)] };
  if (roll < 91) return { who, verb: 'kill', args: [] };
  if (roll < 92) return { who, verb: 'upgrade', args: [] };
  return { who, verb: 'live', args: [] };
}

function atServer(draw: Draw): HistoryEvent {
  const { chance, held, received } = draw;
  const who = 'S';
  const user = `u${1 + chance.below(2)}`;
  const queue = `q${1 + chance.below(2)}`;
  const roll = chance.below(100);
  if (roll < 25) {
    const message = draw.message();
    received.push(message);
    return { who, verb: 'in', args: [message, conversation(draw)] };
  }
  if (roll < 35) return hold(draw, conversation(draw));
  if (roll < 42 && held.length > 0) return { who, verb: 'commit', args: [held.shift() ?? ''] };
  if (roll < 47 && received.length > 0) return { who, verb: 'gone', args: [received.shift() ?? ''] };
  if (roll < 52) return { who, verb: 'window', args: [conversation(draw)] };
  if (roll < 57) return { who, verb: 'notes', args: [draw.word(), conversation(draw)] };
  if (roll < 67) return { who, verb: 'move', args: [conversation(draw), chance.pick(['q1', 'q2', '-'])] };
  if (roll < 75) return { who, verb: 'assign', args: [conversation(draw), chance.pick(['u1', 'u2', '-'])] };
  if (roll < 80) return { who, verb: 'join', args: [user, queue] };
  if (roll < 85) return { who, verb: 'leave', args: [user, queue] };
  if (roll < 90) return { who, verb: 'role', args: [user, chance.pick(ROLES)] };
  if (roll < 91) return { who, verb: chance.pick(['kill', 'kill', 'epoch', 'forget'] as const), args: [] };
  if (roll < 92) return { who, verb: 'upgrade', args: [] };
  return { who, verb: 'pause', args: [String(chance.below(80))] };
}
