import { type Figures, NO_FIGURES, Refusal, type Summary, summaryOf } from '@balcao/domain';
import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { queuesToSee } from './boardTopic.ts';
import { type Dimension, figuresOf } from './figuresStore.ts';

export type Line = { key: string; figures: Figures; summary: Summary };
export type Report = { from: string; to: string; total: Line } & Record<
  `by${'Day' | 'Hour' | 'Queue' | 'Channel' | 'User'}`,
  Line[]
>;

export type ReportWish = {
  /** Days on the company's wall clock, both included. */
  from: string;
  to: string;
  queueId?: string | undefined;
  channelId?: string | undefined;
  userId?: string | undefined;
};

/** Higher: a page that nobody reads. */
const MOST_DAYS = 400;

/**
 * What happened in a range of days (QUE-13): of all queues, or of those that one serves.
 * @throws Refusal `input.invalid`, `auth.notPermitted`
 */
export async function report(trx: Trx, actor: Actor, wish: ReportWish): Promise<Report> {
  requireSaneRange(wish);
  const own = queuesToSee(actor);
  const { queueId, channelId, userId, from, to } = wish;
  if (queueId !== undefined && own !== null && !own.includes(queueId)) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'conversation.readAll' });
  }
  const queueIds = queueId === undefined ? own : [queueId];
  const rows = await figuresOf(trx, actor.companyId, { from, to, queueIds, channelId, userId });
  const by = (wanted: Dimension): Line[] =>
    rows
      .filter((row) => row.by === wanted)
      .map(({ key, figures }) => ({ key, figures, summary: summaryOf(figures) }))
      .toSorted((one, other) =>
        wanted === 'hour' ? Number(one.key) - Number(other.key) : one.key < other.key ? -1 : 1,
      );
  const total = by('total')[0] ?? { key: '', figures: NO_FIGURES, summary: summaryOf(NO_FIGURES) };
  return {
    from,
    to,
    total,
    byDay: by('day'),
    byHour: by('hour'),
    byQueue: by('queue'),
    byChannel: by('channel'),
    byUser: by('user'),
  };
}

/** @throws Refusal `input.invalid` */
export function requireSaneRange({ from, to }: Pick<ReportWish, 'from' | 'to'>): void {
  const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).total('days');
  if (days >= 0 && days < MOST_DAYS) return;
  const message = days < 0 ? 'ends before it begins' : `is longer than ${MOST_DAYS} days`;
  throw new Refusal({ code: 'input.invalid', issues: [{ path: 'to', message }] });
}

/** Today in the company's zone, and the Monday of a day's week. */
export async function todayOf(trx: Trx, companyId: string, at: Date): Promise<string> {
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export function weekOf(day: string): { from: string; to: string } {
  const date = Temporal.PlainDate.from(day);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return { from: monday.toString(), to: monday.add({ days: 6 }).toString() };
}
