/** How the demo's appointments came about, and who looked and did not book: the booking funnel has something to show. */
import type { FunnelSource } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';

const DAY_MS = 86_400_000;
/** Back from today. */
const DAYS = 14;
/** Of visitors who came without booking: how far each got, in turn. */
const REACHED = [1, 2, 2, 3, 2, 2, 3, 2, 1, 2];

export type Booked = {
  id: string;
  typeId: string;
  source: FunnelSource;
  status: string;
  startsAt: Date;
  resourceIds: string[];
};

export async function insertJourneys(
  trx: Trx,
  companyId: string,
  { booked, typeId, now }: { booked: readonly Booked[] /** Whose page visitors open. */; typeId: string; now: Date },
): Promise<void> {
  const ways = booked.map(({ id, status, startsAt, ...same }, at) => ({
    ...same,
    companyId,
    id,
    appointmentId: id,
    entry: same.source === 'console' ? 4 : 1,
    reached: 4,
    outcome: status === 'completed' ? 'attended' : status === 'no_show' ? 'missed' : 'open',
    beganAt: new Date(Math.min(startsAt.getTime() - 3 * DAY_MS, now.getTime() - (at % 9) * DAY_MS)),
  }));
  const visits = Array.from({ length: DAYS }, (_, day) =>
    REACHED.slice(0, 4 + (day % 3) * 3).map((reached, at) => ({
      companyId,
      id: newRowId(),
      typeId,
      source: at === 7 ? 'waiting' : 'page',
      entry: 1,
      reached,
      beganAt: new Date(now.getTime() - day * DAY_MS),
    })),
  ).flat();
  if (ways.length > 0) await trx.insertInto('bookingJourney').values(ways).execute();
  await trx.insertInto('bookingJourney').values(visits).execute();
}
