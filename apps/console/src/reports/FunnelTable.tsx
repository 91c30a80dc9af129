import { attendanceOf, type FunnelFigures, stillOpen } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { shareInWords } from '../board/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';

type Line = { key: string; figures: FunnelFigures };
type Props = {
  title: string;
  lines: readonly Line[];
  nameOf: (key: string) => string;
  /** Without the steps before anybody was chosen. */
  fromChoice?: boolean;
};

const BEFORE = ['asked', 'offered'] as const;
const FROM = ['chosen', 'booked', 'attended', 'missed', 'cancelled', 'moved'] as const;

/** The steps of booking by one thing. */
export function FunnelTable({ fromChoice = false, ...table }: Props) {
  const { t } = useTranslation('funnel');
  const language = useLanguage();
  const count = (value: number) => value.toLocaleString(language);
  const columns: FigureColumn<Line>[] = [
    ...(fromChoice ? FROM : [...BEFORE, ...FROM]).map((name) => ({
      title: t(`figure.${name}`),
      words: ({ figures }: Line) => (isUnseen(figures, name) ? '–' : count(figures[name])),
    })),
    { title: t('figure.open'), words: ({ figures }) => count(stillOpen(figures)) },
    { title: t('figure.attendance'), words: ({ figures }) => shareInWords(attendanceOf(figures), language) },
  ];
  return <FigureTable columns={columns} {...table} />;
}

/** All of them booked at once: nobody saw the steps before, which is not that nobody took them. */
const isUnseen = ({ asked, chosen, booked }: FunnelFigures, name: string): boolean =>
  booked > 0 &&
  ((name === 'asked' && asked === 0) || (name === 'offered' && asked === 0) || (name === 'chosen' && chosen === 0));
