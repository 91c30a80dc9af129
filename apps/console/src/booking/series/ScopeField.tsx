import { useTranslation } from 'react-i18next';
import { Segmented } from '../../design/Segmented.tsx';
import styles from '../CalendarScreen.module.css';
import { SCOPES, type Scope } from './seriesChange.ts';

type Props = { value: Scope; count: number; onChange: (scope: Scope) => void };

/** How far a change of one time of a series reaches. */
export function ScopeField({ value, count, onChange }: Props) {
  const { t } = useTranslation('booking');
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('series.scope')}</legend>
      <div className={styles.state}>
        <Segmented
          variant="framed"
          label={t('series.scope')}
          value={value}
          segments={SCOPES.map((scope) => ({ value: scope, label: t(`series.scopes.${scope}`) }))}
          onChange={onChange}
        />
        {value !== 'one' && <span className={styles.small}>{t('series.reaches', { count })}</span>}
      </div>
    </fieldset>
  );
}
