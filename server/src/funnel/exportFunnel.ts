/** The funnel as a file to keep or to hand on: a table with everything in it, as the report of queues has one. */
import { csvOf, FUNNEL_FIGURES, FUNNEL_SOURCES, type FunnelFigures, type Language } from '@balcao/domain';
import { z } from 'zod';
import { catalogueWords, wordsOf } from '../catalogueWords.ts';
import type { Trx } from '../db/index.ts';
import { type FunnelLine, funnel } from './funnel.ts';
import type { FunnelWish } from './funnelStore.ts';

const BY = ['byDay', 'bySource', 'byType', 'byResource'] as const;
const catalogue = z.object({
  total: z.string(),
  gone: z.string(),
  figure: wordsOf(FUNNEL_FIGURES),
  source: wordsOf(FUNNEL_SOURCES),
  by: wordsOf(BY),
});

export async function exportFunnel(
  trx: Trx,
  companyId: string,
  { language, ...wish }: FunnelWish & { language: Language },
): Promise<{ fileName: string; mime: string; base64: string }> {
  const found = await funnel(trx, companyId, wish);
  const words = catalogueWords(language, 'funnel', catalogue);
  const sources = new Map<string, string>(Object.entries(words.source));
  const nameOf = {
    byDay: (day: string) => day,
    bySource: (source: string) => sources.get(source) ?? source,
    byType: await names(trx, companyId, 'appointmentType', found.byType, words.gone),
    byResource: await names(trx, companyId, 'resource', found.byResource, words.gone),
  };
  const row = (by: string, name: string, figures: FunnelFigures) => [
    by,
    name,
    ...FUNNEL_FIGURES.map((figure) => figures[figure]),
  ];
  const text = csvOf([
    ['', '', ...FUNNEL_FIGURES.map((figure) => words.figure[figure])],
    row(words.total, '', found.total.figures),
    ...BY.flatMap((by) => found[by].map(({ key, figures }) => row(words.by[by], nameOf[by](key), figures))),
  ]);
  return {
    fileName: `balcao-funil-${wish.from}-${wish.to}.csv`,
    mime: 'text/csv',
    base64: Buffer.from(text).toString('base64'),
  };
}

/** Of those too that were removed since. */
async function names(
  trx: Trx,
  companyId: string,
  table: 'appointmentType' | 'resource',
  lines: readonly FunnelLine[],
  gone: string,
): Promise<(id: string) => string> {
  if (lines.length === 0) return () => gone;
  const rows = await trx
    .selectFrom(table)
    .select(['id', 'name'])
    .where('companyId', '=', companyId)
    .where(
      'id',
      'in',
      lines.map(({ key }) => key),
    )
    .execute();
  const known = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => known.get(id) ?? gone;
}
