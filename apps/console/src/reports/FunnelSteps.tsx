import { type FunnelFigures, funnelStages } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { shareInWords } from '../board/index.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import styles from './FunnelSteps.module.css';

type Props = {
  figures: FunnelFigures;
  /** Of one person or room: who only asked asked for no one. */
  ofResource: boolean;
};

/** The steps below each other, each as long as many got that far; lighter, those who began there. */
export function FunnelSteps({ figures, ofResource }: Props) {
  const { t } = useTranslation('funnel');
  const language = useLanguage();
  const count = (value: number) => value.toLocaleString(language);
  const stages = funnelStages(figures).filter(({ step }) => !ofResource || !['asked', 'offered'].includes(step));
  const most = Math.max(1, ...stages.map((stage) => stage.count));
  const width = (value: number) => `${(value / most) * 100}%`;
  const isSomeAtOnce = stages.some(({ atOnce }) => atOnce > 0);
  return (
    <section className={styles.funnel}>
      <header>
        <h2>{t('steps')}</h2>
        <p>{ofResource ? t('ofResource') : t('stepsText')}</p>
      </header>
      <ol className={styles.steps}>
        {stages.map(({ step, count: here, atOnce, share }, at) => (
          <li key={step}>
            <span className={styles.name}>{t(`figure.${step}`)}</span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.onward} style={{ width: width(here - atOnce) }} />
              {atOnce > 0 && <span className={styles.atOnce} style={{ width: width(atOnce) }} />}
            </span>
            <span className={styles.count}>{count(here)}</span>
            <span className={styles.share}>
              {at > 0 &&
                share !== null &&
                t(step === 'attended' ? 'came' : 'onward', { share: shareInWords(share, language) })}
              {atOnce > 0 && <small>{t('atOnce', { count: atOnce })}</small>}
            </span>
          </li>
        ))}
      </ol>
      {isSomeAtOnce && (
        <p className={styles.key}>
          <span className={styles.atOnce} aria-hidden="true" /> {t('atOnceText')}
        </p>
      )}
    </section>
  );
}
