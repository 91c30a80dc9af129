import { FUNNEL_SOURCES, type FunnelFigures, NO_FUNNEL } from '@balcao/domain';
import { requireSaneRange } from '../analytics/index.ts';
import type { Trx } from '../db/index.ts';
import { type FunnelDimension, type FunnelWish, foldJourneys, funnelOf } from './funnelStore.ts';

export type FunnelLine = { key: string; figures: FunnelFigures };
export type Funnel = { total: FunnelLine } & Record<`by${'Day' | 'Source' | 'Type' | 'Resource'}`, FunnelLine[]>;

/**
 * The booking funnel of a range of days (BOOK-25, CON-27), up to date: what the ledger holds counts as well.
 * @throws Refusal `input.invalid`
 */
export async function funnel(trx: Trx, companyId: string, wish: FunnelWish): Promise<Funnel> {
  requireSaneRange(wish);
  await foldJourneys(trx, companyId);
  const rows = await funnelOf(trx, companyId, wish);
  const by = (wanted: FunnelDimension): FunnelLine[] =>
    rows.filter((row) => row.by === wanted).map(({ key, figures }) => ({ key, figures }));
  const known: readonly string[] = FUNNEL_SOURCES;
  const order = (key: string) => known.indexOf(key);
  return {
    total: by('total')[0] ?? { key: '', figures: NO_FUNNEL },
    byDay: by('day'),
    bySource: by('source').toSorted((one, other) => order(one.key) - order(other.key)),
    byType: byMost(by('type')),
    byResource: byMost(by('resource')),
  };
}

const byMost = (lines: readonly FunnelLine[]): FunnelLine[] =>
  lines.toSorted((one, other) => other.figures.booked - one.figures.booked || (one.key < other.key ? -1 : 1));
