/** A week at the demo's desk, decided before anything is written: which contacts, which conversations, in which states. */
import { type DemoTag, DIALOGUES, type Line, LONG_DIALOGUE } from './dialogues.ts';
import { type Chance, type PlannedConversation, planConversation, previewOf } from './planConversation.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CONTACTS = 60;
/** So many contacts were here before: a closed conversation that the present one continues. */
const RETURNING = 30;
/** Beyond the reopening window (24 h), or the two would have been one. */
const PAUSE_MS = 30 * HOUR_MS;

export type PlannedContact = {
  id: string;
  name: string;
  phone: string;
  email: string;
  language: string;
  status: string;
  lastContactAt: Date;
};
export type Plan = { contacts: PlannedContact[]; conversations: PlannedConversation[] };

export type Ground = {
  now: Date;
  chance: Chance;
  newId: () => string;
  queues: { reception: string; finance: string };
  /** Who answers in which queue. */
  attendants: { reception: readonly string[]; finance: readonly string[] };
  tags: Record<DemoTag, string>;
};

export function planWeek(ground: Ground): Plan {
  const contacts: PlannedContact[] = [];
  const conversations: PlannedConversation[] = [];
  for (let number = 1; number <= CONTACTS; number += 1) {
    const contactId = ground.newId();
    const present = presentOf(ground, contactId, number);
    const past = number <= RETURNING ? pastOf(ground, contactId, number, present) : null;
    if (past) present.previousId = past.id;
    conversations.push(...(past ? [past] : []), present);
    contacts.push(contactOf(contactId, number, present.lastActivityAt));
  }
  showTrouble(conversations);
  return { contacts, conversations };
}

function presentOf(ground: Ground, contactId: string, number: number): PlannedConversation {
  const long = number === 3;
  const dialogue = long ? LONG_DIALOGUE : pick(DIALOGUES, number);
  // The first contacts wrote minutes ago, the last ones almost a week: most of the list is recent, as in life.
  const agoMs = (number / CONTACTS) ** 2 * 6 * DAY_MS + number * 90_000;
  return planConversation(
    {
      ...placeOf(ground, dialogue.queue, number),
      dialogue,
      lines: number % 4 === 1 ? beforeAnybodyAnswered(dialogue.lines) : dialogue.lines,
      contactId,
      tagIds: dialogue.tags.map((tag) => ground.tags[tag]),
      end: endOf(ground, number),
      lastAt: new Date(ground.now.getTime() - agoMs),
      gapMinutes: long ? 70 : 5,
      previousId: null,
    },
    ground,
  );
}

function pastOf(ground: Ground, contactId: string, number: number, present: PlannedConversation): PlannedConversation {
  const dialogue = pick(DIALOGUES, number * 5 + 2);
  return planConversation(
    {
      ...placeOf(ground, dialogue.queue, number + 1),
      dialogue,
      lines: dialogue.lines,
      contactId,
      tagIds: dialogue.tags.map((tag) => ground.tags[tag]),
      end: { status: 'closed' },
      lastAt: new Date(present.openedAt.getTime() - PAUSE_MS - ground.chance() * DAY_MS),
      gapMinutes: 6,
      previousId: null,
    },
    ground,
  );
}

function placeOf({ queues, attendants }: Ground, queue: 'reception' | 'finance', number: number) {
  return { queueId: queues[queue], attendantId: pick(attendants[queue], number) };
}

function endOf({ now }: Ground, number: number): Parameters<typeof planConversation>[0]['end'] {
  if (number % 6 === 5) return { status: 'closed' };
  if (number % 12 === 2) return { status: 'snoozed', until: new Date(now.getTime() + (1 + (number % 3)) * DAY_MS) };
  return { status: 'open' };
}

function beforeAnybodyAnswered(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => line.by !== 'contact');
  return first <= 0 ? lines : lines.slice(0, first);
}

function contactOf(id: string, number: number, lastContactAt: Date): PlannedContact {
  const two = String(number).padStart(2, '0');
  const statuses = ['lead', 'qualified', 'customer', 'customer', 'inactive'];
  return {
    id,
    name: `Contato de teste ${two}`,
    phone: `+55119000000${two}`,
    email: number % 3 === 0 ? `contato.de.teste.${two}@example.com` : '',
    language: number % 8 === 0 ? 'es' : 'pt-BR',
    status: pick(statuses, number),
    lastContactAt,
  };
}

/** Every status that a message can have is somewhere near the top of the list. */
function showTrouble(conversations: readonly PlannedConversation[]): void {
  const statuses = ['sent', 'delivered', 'failed', 'unknown'] as const;
  const open = conversations.filter(({ status, assigneeId }) => status === 'open' && assigneeId !== null);
  for (const [position, status] of statuses.entries()) {
    const conversation = open[position + 1];
    const message = conversation?.messages.findLast(({ direction }) => direction === 'out');
    if (!conversation || !message) continue;
    message.status = status;
    if (conversation.lastMessage.id === message.id) conversation.lastMessage = previewOf(message);
  }
}

function pick<T>(list: readonly T[], position: number): T {
  const item = list[position % list.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
