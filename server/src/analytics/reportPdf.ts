/** A report on paper: A4, one table a breakdown, in the PDF's own fonts (Helvetica, WinAnsi: the Latin alphabet). */
import type { Figures, Language, Summary } from '@balcao/domain';
import PDFDocument from 'pdfkit';
import { BREAKDOWNS, type Named, type ReportWords } from './namedReport.ts';

/** Points; A4 is 595 × 842. */
const MARGIN = 40;
const NAME_WIDTH = 150;
const ROW_HEIGHT = 16;
const BOTTOM = 842 - MARGIN - ROW_HEIGHT;

type Paper = { named: Named; words: ReportWords; language: Language; company: string; from: string; to: string };
type Column = { title: string; of: (figures: Figures, summary: Summary) => string };

export function reportPdf({ named, words, language, company, from, to }: Paper): Promise<Buffer> {
  const paper = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: language,
    info: { Title: `${words.title} ${from} – ${to}` },
  });
  const chunks: Buffer[] = [];
  paper.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  const columns = columnsOf(words, language);
  const width = (595 - 2 * MARGIN - NAME_WIDTH) / columns.length;
  let y = MARGIN;

  const row = (name: string, cells: readonly string[], font: 'Helvetica' | 'Helvetica-Bold') => {
    if (y > BOTTOM) {
      paper.addPage();
      y = MARGIN;
    }
    paper.font(font).fontSize(8).fillColor('#1f1d1a');
    paper.text(name, MARGIN, y, { width: NAME_WIDTH - 4, height: ROW_HEIGHT, ellipsis: true });
    for (const [at, cell] of cells.entries())
      paper.text(cell, MARGIN + NAME_WIDTH + at * width, y, {
        width: width - 2,
        align: 'right',
        height: ROW_HEIGHT,
        ellipsis: true,
      });
    y += ROW_HEIGHT;
  };

  paper.font('Helvetica-Bold').fontSize(16).text(company, MARGIN, y);
  y += 24;
  paper.font('Helvetica').fontSize(10).fillColor('#4d4942').text(`${words.title}: ${from} – ${to}`, MARGIN, y);
  y += 24;
  row(
    '',
    columns.map(({ title }) => title),
    'Helvetica-Bold',
  );
  row(
    words.total,
    columns.map(({ of }) => of(named.total.figures, named.total.summary)),
    'Helvetica-Bold',
  );
  for (const by of BREAKDOWNS) {
    if (named[by].length === 0) continue;
    y += ROW_HEIGHT / 2;
    row(words.by[by] ?? by, [], 'Helvetica-Bold');
    for (const { name, figures, summary } of named[by])
      row(
        name,
        columns.map(({ of }) => of(figures, summary)),
        'Helvetica',
      );
  }
  paper.end();
  return done;
}

function columnsOf({ figure, summary }: ReportWords, language: Language): Column[] {
  const count = (value: number) => value.toLocaleString(language);
  const share = (value: number | null) =>
    value?.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 }) ?? '–';
  const minutes = (ms: number | null) =>
    ms === null ? '–' : (ms / 60_000).toLocaleString(language, { maximumFractionDigits: 1 });
  return [
    { title: figure.entered, of: ({ entered }) => count(entered) },
    { title: figure.finished, of: ({ finished }) => count(finished) },
    { title: figure.abandoned, of: ({ abandoned }) => count(abandoned) },
    { title: summary.averageWaitMs, of: (_, { averageWaitMs }) => minutes(averageWaitMs) },
    { title: summary.averageHandleMs, of: (_, { averageHandleMs }) => minutes(averageHandleMs) },
    { title: summary.firstResponseMet, of: (_, { firstResponseMet }) => share(firstResponseMet) },
    { title: summary.resolutionMet, of: (_, { resolutionMet }) => share(resolutionMet) },
    {
      title: summary.averageRating,
      of: (_, { averageRating }) => averageRating?.toLocaleString(language, { maximumFractionDigits: 2 }) ?? '–',
    },
  ];
}
