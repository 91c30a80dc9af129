import { attendanceOf, type FunnelFigures, stillOpen } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { shareInWords } from '../board/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Reports.module.css';

type Props = {
  title: string;
  lines: readonly { key: string; figures: FunnelFigures }[];
  nameOf: (key: string) => string;
  /** Without the steps before anybody was chosen. */
  fromChoice?: boolean;
};

const BEFORE = ['asked', 'offered'] as const;
const FROM = ['chosen', 'booked', 'attended', 'missed', 'cancelled', 'moved'] as const;

/** The same steps by one thing: a row each. */
export function FunnelTable({ title, lines, nameOf, fromChoice = false }: Props) {
  const { t } = useTranslation('funnel');
  const language = useLanguage();
  if (lines.length === 0) return null;
  const columns = fromChoice ? FROM : [...BEFORE, ...FROM];
  const count = (value: number) => value.toLocaleString(language);
  return (
    <section className={styles.breakdown}>
      <h2>{title}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>{title}</span>
            </th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`figure.${name}`)}
              </th>
            ))}
            <th scope="col">{t('figure.open')}</th>
            <th scope="col">{t('figure.attendance')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, figures }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {columns.map((name) => (
                <td key={name}>{isUnseen(figures, name) ? '–' : count(figures[name])}</td>
              ))}
              <td>{count(stillOpen(figures))}</td>
              <td>{shareInWords(attendanceOf(figures), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** All of them booked at once: nobody saw the steps before, which is not that nobody took them. */
const isUnseen = ({ asked, chosen, booked }: FunnelFigures, name: string): boolean =>
  booked > 0 &&
  ((name === 'asked' && asked === 0) || (name === 'offered' && asked === 0) || (name === 'chosen' && chosen === 0));
