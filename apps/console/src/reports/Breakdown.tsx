import { useTranslation } from 'react-i18next';
import type { Api } from '../api/index.ts';
import { shareInWords, timeOrNone } from '../board/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './Reports.module.css';

type Line = Awaited<ReturnType<Api['analytics']['metrics']['query']>>['byDay'][number];
type Props = { title: string; lines: readonly Line[]; nameOf: (key: string) => string };

/** The same figures by one thing: a row each. */
export function Breakdown({ title, lines, nameOf }: Props) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  if (lines.length === 0) return null;
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
            <th scope="col">{t('figure.entered')}</th>
            <th scope="col">{t('figure.finished')}</th>
            <th scope="col">{t('figure.abandoned')}</th>
            <th scope="col">{t('summary.averageWaitMs')}</th>
            <th scope="col">{t('summary.averageHandleMs')}</th>
            <th scope="col">{t('summary.firstResponseMet')}</th>
            <th scope="col">{t('summary.resolutionMet')}</th>
            <th scope="col">{t('summary.averageRating')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, figures, summary }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              <td>{count(figures.entered)}</td>
              <td>{count(figures.finished)}</td>
              <td>{count(figures.abandoned)}</td>
              <td>{timeOrNone(summary.averageWaitMs, language)}</td>
              <td>{timeOrNone(summary.averageHandleMs, language)}</td>
              <td>{shareInWords(summary.firstResponseMet, language)}</td>
              <td>{shareInWords(summary.resolutionMet, language)}</td>
              <td>
                {summary.averageRating === null
                  ? '–'
                  : `${summary.averageRating.toLocaleString(language, { maximumFractionDigits: 2 })} (${count(figures.rated)})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
