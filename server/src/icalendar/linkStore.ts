/** By which names events of calendar files are known here. */
import { type CalendarEvent, type JCal, readStored } from '@balcao/calendar/icalendar';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

export type Link = {
  uid: string;
  /** RECURRENCE-ID, epoch ms; 0: the series, or what happens once. */
  recurrence: number;
  appointmentId: string | null;
  seriesId: string | null;
  blockId: string | null;
  sequence: number;
  stampedAt: number;
  component: JCal;
  /** What the component says. */
  event: CalendarEvent;
  isAllDay: boolean;
};

const COLUMNS = [
  'uid',
  'recurrence',
  'appointmentId',
  'seriesId',
  'blockId',
  'sequence',
  'stampedAt',
  'component',
] as const;
const select = (trx: Trx, companyId: string) =>
  trx.selectFrom('calendarLink').select(COLUMNS).where('companyId', '=', companyId);
type Record = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

/** Written by ourselves, in the form of RFC 7265. */
const jCal = z.custom<JCal>((value) => Array.isArray(value) && value.length === 3);

function linkOf({ recurrence, stampedAt, component: stored, ...row }: Record): Link {
  const component = jCal.parse(stored);
  const event = readStored(component);
  return {
    ...row,
    recurrence: Number(recurrence),
    stampedAt: stampedAt.getTime(),
    component,
    event,
    isAllDay: event.isAllDay,
  };
}

export async function linksByUid(trx: Trx, companyId: string, uids: readonly string[]): Promise<Link[]> {
  if (uids.length === 0) return [];
  const rows = await select(trx, companyId)
    .where('uid', 'in', [...uids])
    .execute();
  return rows.map(linkOf);
}

export async function linksOf(
  trx: Trx,
  companyId: string,
  column: 'appointmentId' | 'seriesId' | 'blockId',
  ids: readonly string[],
): Promise<Link[]> {
  if (ids.length === 0) return [];
  const rows = await select(trx, companyId)
    .where(column, 'in', [...ids])
    .execute();
  return rows.map(linkOf);
}

export type NewLink = Pick<Link, 'appointmentId' | 'seriesId' | 'blockId'> & { event: CalendarEvent };

export async function saveLink(trx: Trx, companyId: string, { event, ...of }: NewLink): Promise<void> {
  const values = {
    ...of,
    sequence: event.sequence,
    stampedAt: new Date(event.stampedAt),
    component: JSON.stringify(event.component),
  };
  await trx
    .insertInto('calendarLink')
    .values({ companyId, uid: event.uid, recurrence: event.recurrence ?? 0, ...values })
    .onConflict((on) => on.constraint('calendar_link_key').doUpdateSet(values))
    .execute();
}
