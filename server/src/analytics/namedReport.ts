/** A report with the names of what it counts, and the words to print it in. */
import { FIGURES, type Language } from '@balcao/domain';
import { z } from 'zod';
import { catalogueWords, wordsOf } from '../catalogueWords.ts';
import type { Trx } from '../db/index.ts';
import type { Line, Report } from './report.ts';

const catalogue = z.object({
  title: z.string(),
  by: z.record(z.string(), z.string()),
  figure: wordsOf(FIGURES),
  summary: z.object({
    averageWaitMs: z.string(),
    averageHandleMs: z.string(),
    firstResponseMet: z.string(),
    resolutionMet: z.string(),
    averageRating: z.string(),
  }),
  total: z.string(),
});
export type ReportWords = z.infer<typeof catalogue>;

export const wordsIn = (language: Language): ReportWords => catalogueWords(language, 'reports', catalogue);

export const BREAKDOWNS = ['byDay', 'byQueue', 'byChannel', 'byUser', 'byHour'] as const;
export type Named = { [Breakdown in (typeof BREAKDOWNS)[number]]: (Line & { name: string })[] } & { total: Line };

export async function withNames(trx: Trx, companyId: string, found: Report): Promise<Named> {
  const names = async (table: 'queue' | 'channel' | 'userAccount', lines: readonly Line[]) => {
    if (lines.length === 0) return [];
    const ids = lines.map(({ key }) => key);
    const rows = await trx
      .selectFrom(table)
      .select(['id', 'name'])
      .where('companyId', '=', companyId)
      .where('id', 'in', ids)
      .execute();
    const known = new Map(rows.map(({ id, name }) => [id, name]));
    return lines.map((line) => ({ ...line, name: known.get(line.key) ?? '' }));
  };
  const plain = (lines: readonly Line[], name: (key: string) => string) =>
    lines.map((line) => ({ ...line, name: name(line.key) }));
  return {
    total: found.total,
    byDay: plain(found.byDay, (day) => day),
    byHour: plain(found.byHour, (hour) => `${hour.padStart(2, '0')}:00`),
    byQueue: await names('queue', found.byQueue),
    byChannel: await names('channel', found.byChannel),
    byUser: await names('userAccount', found.byUser),
  };
}
