/** From a queue's rows to what its simulation goes through. Pure. */
import {
  type PastAttendant,
  type PastOfQueue,
  type PastTicket,
  type QueueMember,
  type SimulatedRules,
  shiftsFrom,
  skillKey,
  type TicketCourse,
} from '@balcao/domain';
import type { HeldRow, PastRow } from './pastStore.ts';

/** What was read of a queue's past. Plain data: it goes to a thread. */
export type ReadPast = {
  rules: SimulatedRules;
  queueId: string;
  rows: readonly PastRow[];
  held: readonly HeldRow[];
  members: readonly QueueMember[];
  now: number;
};

/** Where nothing tells how long people take: a conversation of ten minutes, answered after one. */
const UNKNOWN = { answerMs: 60_000, handleMs: 600_000 };

export function recall(read: ReadPast): PastOfQueue {
  const came = read.rows.filter(wasWork);
  const taken = timesOf(came, read.held);
  return {
    rules: read.rules,
    attendants: attendantsOf(read),
    tickets: came.map(
      ({ enteredAt, contactId, priority, skills }, n): PastTicket => ({
        enteredAt: enteredAt.getTime(),
        ...{ contactId, priority, skills: skills.map(skillKey) },
        ...(taken[n] ?? UNKNOWN),
      }),
    ),
    courses: came.map(courseOf),
  };
}

/** What was closed before anybody took it (out of hours, merged) was nobody's work. */
const wasWork = ({ status, startedAt }: PastRow): boolean => startedAt !== null || status !== 'finished';

/**
 * How long each took to answer and to end. One of which that is not known, because nobody took it or it goes on, takes as
 * long as the one before it that is: so the mixture stays what it is.
 */
function timesOf(rows: readonly PastRow[], held: readonly HeldRow[]): { answerMs: number; handleMs: number }[] {
  const inHand = countInHand(held);
  const known = rows.map((row) => {
    const { assigneeId, startedAt, endedAt } = row;
    if (!assigneeId || !startedAt || !endedAt) return null;
    const handleMs = Math.max(0, endedAt.getTime() - startedAt.getTime());
    const answeredAt = answerOf(row);
    const answerMs =
      answeredAt === null
        ? UNKNOWN.answerMs
        : Math.max(0, answeredAt - startedAt.getTime()) / inHand(assigneeId, startedAt.getTime());
    return { answerMs: Math.min(answerMs, handleMs), handleMs };
  });
  let latest = known.find((each) => each !== null) ?? UNKNOWN;
  return known.map((each) => {
    latest = each ?? latest;
    return latest;
  });
}

/** How many tickets somebody had in hand at an instant; never less than one: who answers has that one. */
function countInHand(held: readonly HeldRow[]): (userId: string, at: number) => number {
  const moments = new Map(
    [...Map.groupBy(held, ({ userId }) => userId)].map(([userId, own]) => [
      userId,
      {
        starts: own.map(({ startedAt }) => startedAt.getTime()).sort(ascending),
        ends: own.flatMap(({ endedAt }) => endedAt?.getTime() ?? []).sort(ascending),
      },
    ]),
  );
  return (userId, at) => {
    const of = moments.get(userId);
    return of ? Math.max(1, countUpTo(of.starts, at) - countUpTo(of.ends, at)) : 1;
  };
}

const ascending = (one: number, other: number): number => one - other;

function countUpTo(sorted: readonly number[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Broken by the ticket's end, nobody answered. */
function answerOf({ firstResponse: clock, endedAt }: Pick<PastRow, 'firstResponse' | 'endedAt'>): number | null {
  if (clock?.kind === 'met') return clock.at;
  return clock?.kind === 'breached' && clock.at !== endedAt?.getTime() ? clock.at : null;
}

/** Where no answer was promised, who ended a ticket is taken to have answered it at once. */
function courseOf(row: PastRow): TicketCourse {
  const { enteredAt, startedAt, endedAt, status, assigneeId } = row;
  return {
    enteredAt: enteredAt.getTime(),
    startedAt: startedAt?.getTime() ?? null,
    answeredAt: answerOf(row) ?? (row.firstResponse === null ? endedAt && startedAt?.getTime() : null) ?? null,
    endedAt: endedAt?.getTime() ?? null,
    isAbandoned: status === 'abandoned',
    byUserId: assigneeId,
  };
}

function attendantsOf({ queueId, held, members, rules, now }: ReadPast): PastAttendant[] {
  return [...Map.groupBy(held, ({ userId }) => userId)].flatMap(([userId, own]) => {
    // Who served other queues all the time is not this one's.
    if (!own.some((ticket) => ticket.queueId === queueId)) return [];
    const member = members.find((each) => each.userId === userId);
    const moments = own.flatMap((held) => {
      const [answeredAt, { startedAt }] = [answerOf(held), held];
      return answeredAt === null ? [startedAt.getTime()] : [startedAt.getTime(), answeredAt];
    });
    return [
      {
        userId,
        weight: member?.weight ?? 1,
        skills: (member?.skills ?? []).map(skillKey),
        shifts: shiftsFrom(moments, rules.hours.zone),
        elsewhere: own
          .filter((ticket) => ticket.queueId !== queueId)
          .map(({ startedAt, endedAt }) => ({ from: startedAt.getTime(), to: endedAt?.getTime() ?? now })),
      },
    ];
  });
}
