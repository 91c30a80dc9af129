import { useTranslation } from 'react-i18next';
import type { Api } from '../api/index.ts';
import { shareInWords, timeOrNone } from '../board/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';

type Line = Awaited<ReturnType<Api['analytics']['metrics']['query']>>['byDay'][number];
type Props = { title: string; lines: readonly Line[]; nameOf: (key: string) => string };

/** The figures of the service by one thing. */
export function Breakdown(table: Props) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const count = (value: number) => value.toLocaleString(language);
  const columns: FigureColumn<Line>[] = [
    ...(['entered', 'finished', 'abandoned'] as const).map((name) => ({
      title: t(`figure.${name}`),
      words: ({ figures }: Line) => count(figures[name]),
    })),
    ...(['averageWaitMs', 'averageHandleMs'] as const).map((name) => ({
      title: t(`summary.${name}`),
      words: ({ summary }: Line) => timeOrNone(summary[name], language),
    })),
    ...(['firstResponseMet', 'resolutionMet'] as const).map((name) => ({
      title: t(`summary.${name}`),
      words: ({ summary }: Line) => shareInWords(summary[name], language),
    })),
    {
      title: t('summary.averageRating'),
      words: ({ figures, summary }) =>
        summary.averageRating === null
          ? '–'
          : `${summary.averageRating.toLocaleString(language, { maximumFractionDigits: 2 })} (${count(figures.rated)})`,
    },
  ];
  return <FigureTable columns={columns} {...table} />;
}
