/** A report as a file to keep or to hand on (QUE-13): CSV with everything in it, or a page to read. */
import { csvOf, FIGURES, type Language } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { BREAKDOWNS, type Named, type ReportWords, withNames, wordsIn } from './namedReport.ts';
import { type Line, type ReportWish, report } from './report.ts';
import { reportPdf } from './reportPdf.ts';

export async function exportReport(
  trx: Trx,
  actor: Actor,
  wish: ReportWish,
  { format, language }: { format: 'csv' | 'pdf'; language: Language },
): Promise<{ fileName: string; mime: string; base64: string }> {
  const named = await withNames(trx, actor.companyId, await report(trx, actor, wish));
  const words = wordsIn(language);
  const name = `balcao-${wish.from}-${wish.to}`;
  if (format === 'csv') {
    const text = csvOf(rowsOf(named, words));
    return { fileName: `${name}.csv`, mime: 'text/csv', base64: Buffer.from(text).toString('base64') };
  }
  const { name: company } = await trx
    .selectFrom('company')
    .select('name')
    .where('id', '=', actor.companyId)
    .executeTakeFirstOrThrow();
  const bytes = await reportPdf({ named, words, language, company, ...wish });
  return { fileName: `${name}.pdf`, mime: 'application/pdf', base64: bytes.toString('base64') };
}

/** Sums as they are, times in seconds: a spreadsheet goes on from there. */
function rowsOf(named: Named, words: ReportWords): (string | number | null)[][] {
  const head = ['', '', ...FIGURES.map((figure) => words.figure[figure]), words.summary.averageRating];
  const row = (by: string, name: string, { figures, summary }: Line) => [
    by,
    name,
    ...FIGURES.map((figure) => (figure.endsWith('Ms') ? Math.round(figures[figure] / 1_000) : figures[figure])),
    summary.averageRating === null ? null : Math.round(summary.averageRating * 100) / 100,
  ];
  return [
    head,
    row(words.total, '', named.total),
    ...BREAKDOWNS.flatMap((by) => named[by].map((line) => row(words.by[by] ?? by, line.name, line))),
  ];
}
