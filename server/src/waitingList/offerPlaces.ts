/**
 * Offers what is free to those who wait, in order (BOOK-10): one lane a company. It runs when something was given back,
 * when an offer's time is over, and when a day begins, since then another day is open.
 */
import {
  answerBy,
  appointmentInWords,
  isWaitingOver,
  isWanted,
  isZone,
  type Language,
  localDayAt,
  MOST_UNANSWERED,
  waitingAfter,
} from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { sayTo, type TellingGround } from '../appointmentNews/index.ts';
import { type AppointmentType, freeTimes, holdSlot, outsider, typeById, WAITING_LANE } from '../booking/index.ts';
import { linkToken } from '../bookingPage/index.ts';
import type { Trx } from '../db/index.ts';
import { noteStep } from '../funnel/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { type Entry, isBookedSince, lockWaiting, nextHoldEnd, saveEntry } from './store.ts';

/** A place that begins sooner is offered to nobody: they could not come. */
const NOTICE_MS = 2 * 60 * 60_000;

export const waitingLane = (ground: TellingGround): LaneWorker => ({
  prefix: WAITING_LANE,
  run: async (lane) => ({
    nextDueAt: await lane.step((trx) => offerPlaces(trx, ground, lane.companyId, new Date())),
  }),
});

/** @returns when to look again by itself; `null`: nobody waits. */
export async function offerPlaces(trx: Trx, ground: TellingGround, companyId: string, now: Date): Promise<Date | null> {
  const entries = await lockWaiting(trx, companyId);
  if (entries.length === 0) return null;
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  const waiting: Entry[] = [];
  for (const entry of entries) waiting.push(await seenTo(trx, companyId, entry, { now, zone }));
  for (const [index, entry] of waiting.entries()) {
    if (entry.status !== 'waiting') continue;
    const offered = await offer(trx, ground, companyId, entry, { now, zone });
    if (offered) waiting[index] = offered;
  }
  return nextLook(trx, companyId, waiting, { now, zone });
}

type At = { now: Date; zone: string };

/** Whoever did not answer in time waits again, for another place; whoever waits for nothing any more is left out. */
async function seenTo(trx: Trx, companyId: string, entry: Entry, { now, zone }: At): Promise<Entry> {
  let seen = entry;
  if (seen.offer && seen.offer.answerBy <= now) {
    const refused = [...seen.refused, seen.offer.from];
    const status = waitingAfter(seen.status, 'pass');
    seen = { ...seen, status, refused, offer: null, unanswered: seen.unanswered + 1 };
  }
  const isServed = seen.status === 'waiting' && (await isBookedSince(trx, companyId, seen, now));
  const isOver = isServed || isWaitingOver(seen, now.getTime(), zone) || seen.unanswered >= MOST_UNANSWERED;
  if (seen.status === 'waiting' && isOver) seen = { ...seen, status: waitingAfter(seen.status, 'lapse') };
  if (seen !== entry) await saveEntry(trx, companyId, seen);
  return seen;
}

/**
 * Asks them about the first free time that they want, and keeps it meanwhile. Whoever cannot be told is marked for the
 * staff, who may call, and waits on; the time goes to the next.
 * @returns `null` where there is none.
 */
async function offer(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  entry: Entry,
  { now, zone }: At,
): Promise<Entry | null> {
  const type = await typeById(trx, companyId, entry.typeId);
  if (!type?.active) return null;
  const { wish } = entry;
  const from = now.getTime() + NOTICE_MS;
  const times = await freeTimes(trx, companyId, {
    type,
    durationMinutes: wish.minutes,
    resourceIds: wish.resourceIds,
    from,
    to: now.getTime() + type.settings.horizonDays * 86_400_000,
    now,
  });
  const free = times.find((time) => isWanted(entry, time.from, zone));
  if (!free) return null;
  const by = answerBy(now.getTime(), free.from, zone);
  const slot = { from: free.from, to: free.to, zone, resourceIds: served(type, free.resourceIds) };
  const holdId = newRowId();
  const status = waitingAfter(entry.status, 'offer');
  const place = { from: free.from, to: free.to, holdId, answerBy: new Date(by) };
  const offered: Entry = { ...entry, status, untoldFrom: null, offer: place };
  if (!(await ask(trx, ground, companyId, offered, { type, zone }))) {
    const untold = { ...entry, untoldFrom: new Date(free.from) };
    if (entry.untoldFrom?.getTime() !== free.from) await saveEntry(trx, companyId, untold);
    return untold;
  }
  const hold = { id: holdId, typeId: type.id, slot, minutes: (by - now.getTime()) / 60_000 };
  await holdSlot(trx, outsider(companyId), hold, now);
  await saveEntry(trx, companyId, offered);
  await noteStep(trx, companyId, { journey: { id: entry.id, source: 'waiting' }, typeId: type.id, step: 'offered' });
  return offered;
}

const served = ({ settings }: AppointmentType, free: readonly string[]): string[] =>
  settings.serving === 'together' ? [...free] : free.slice(0, 1);

/** @returns whether they were told by one way at least. */
async function ask(
  trx: Trx,
  ground: TellingGround,
  companyId: string,
  { id, contactId, offer: offered }: Entry,
  { type, zone }: { type: AppointmentType; zone: string },
): Promise<boolean> {
  if (!offered) return false;
  const { linkBase, secret } = ground;
  const link = linkBase === null ? '' : `${linkBase}/vaga/${linkToken(secret, 'waiting link', { companyId, id })}`;
  const { isReached } = await sayTo(trx, ground, companyId, {
    contactId,
    conversationId: null,
    what: 'offered',
    addresses: [],
    valuesFor: (hearer) => {
      const theirs = isZone(hearer.zone) ? hearer.zone : zone;
      return {
        name: hearer.name,
        type: type.name,
        when: appointmentInWords(offered.from, theirs, hearer.language),
        place: '',
        link,
        company: hearer.company,
        until: clockOf(offered.answerBy, theirs, hearer.language),
      };
    },
  });
  return isReached;
}

const clockOf = (at: Date, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);

async function nextLook(
  trx: Trx,
  companyId: string,
  entries: readonly Entry[],
  { now, zone }: At,
): Promise<Date | null> {
  const answers = entries.flatMap(({ offer: offered }) => (offered ? [offered.answerBy.getTime()] : []));
  const isWaiting = entries.some(({ status }) => status === 'waiting');
  if (!isWaiting && answers.length === 0) return null;
  const hold = isWaiting ? await nextHoldEnd(trx, companyId, now) : null;
  const midnight = isWaiting ? [localDayAt(now.getTime(), zone).to] : [];
  return new Date(Math.min(...answers, ...midnight, ...(hold ? [hold.getTime()] : [])));
}
