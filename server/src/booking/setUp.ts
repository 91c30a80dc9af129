/**
 * What a company has set up for booking, read once and kept in this process until it changes. Whatever is asked of it
 * brings the numbers of `agenda_version` along, read in its own transaction: another number, and it is read again. So what
 * is kept is never older than what the transaction sees, however many processes there are (docs/decisions/0220).
 */
import { type AvailabilityRule, type Block, standingRules } from '@balcao/calendar';
import { type HoursException, hoursException, type WeekHours, weekHours } from '@balcao/domain';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { blockOf, blocksAfter } from './blockStore.ts';
import { CHANGED_HERE, numberSeen } from './numberSeen.ts';
import {
  type AppointmentType,
  type AvailabilityRecord,
  type ResourceRecord,
  resourcesOf,
  rulesOf,
  typesOf,
} from './settingsStore.ts';

const DAY_MS = 86_400_000;
/** Companies at most: some hundred rules and blocks each. Beyond it the one that was read first is read again. */
const MOST_COMPANIES = 500;

export type SetUp = {
  /** Those that may be booked. */
  types: readonly AppointmentType[];
  resources: readonly ResourceRecord[];
  rules: readonly AvailabilityRecord[];
  blocks: readonly Block[];
  company: { hours: WeekHours; exceptions: readonly HoursException[] };
};

/** By what it is of: the company for all that is set up, a resource for what takes its places. */
export type Versions = ReadonlyMap<string, number>;

const NEVER_CHANGED = 0;
export const isChangedHere = (versions: Versions, id: string): boolean => versions.get(id) === CHANGED_HERE;
export const versionOf = (versions: Versions, id: string): number => versions.get(id) ?? NEVER_CHANGED;

export async function versionsOf(trx: Trx, companyId: string): Promise<Versions> {
  const rows = await trx
    .selectFrom('agendaVersion')
    .select(['ofId', numberSeen.as('version')])
    .where('companyId', '=', companyId)
    .execute();
  return new Map(rows.map(({ ofId, version }) => [ofId, version]));
}

type Kept = { version: number; blocksFrom: number; setUp: SetUp };
const kept = new Map<string, Kept>();

/** @param versions of the same transaction, read before. */
export async function setUpOf(trx: Trx, companyId: string, versions: Versions, now: Date): Promise<SetUp> {
  const version = versionOf(versions, companyId);
  const known = kept.get(companyId);
  if (known && version !== CHANGED_HERE && known.version === version && known.blocksFrom <= now.getTime() - DAY_MS)
    return known.setUp;
  // Two days back: the day of `now` is asked about as a whole, and what ends before it may have a buffer.
  const blocksFrom = now.getTime() - 3 * DAY_MS;
  const [types, resources, rules, blocks, company] = [
    await typesOf(trx, companyId),
    await resourcesOf(trx, companyId),
    await rulesOf(trx, companyId),
    await blocksAfter(trx, companyId, new Date(blocksFrom)),
    await companyHours(trx, companyId),
  ];
  const setUp = { types, resources, rules, blocks: blocks.map(blockOf), company };
  if (version === CHANGED_HERE) return setUp;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_COMPANIES && oldest !== undefined) kept.delete(oldest);
  kept.set(companyId, { version, blocksFrom, setUp });
  return setUp;
}

/** The rules that stand for some of the resources, those of the company's opening times included. */
export const rulesFor = ({ rules, company }: SetUp, resourceIds: readonly string[]): AvailabilityRule[] =>
  standingRules(rules, resourceIds, company);

const hours = z.object({ hours: weekHours, exceptions: z.array(hoursException) });
async function companyHours(trx: Trx, companyId: string) {
  const row = await trx
    .selectFrom('company')
    .select(['hours', 'exceptions'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return hours.parse(row);
}
