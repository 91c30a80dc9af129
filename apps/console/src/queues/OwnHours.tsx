import type { HoursException, WeekHours } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/Checkbox.tsx';
import { Dates, Week } from '../hours/index.ts';
import { useLiveQuery } from '../replica/index.ts';
import styles from './Queues.module.css';

type Props = {
  hours: WeekHours | null;
  exceptions: HoursException[];
  onChange: (change: { hours?: WeekHours | null; exceptions?: HoursException[] }) => void;
};

/** The queue's own hours, beginning with the company's. */
export function OwnHours({ hours, exceptions, onChange }: Props) {
  const { t } = useTranslation('queues');
  const { rows } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'company' } }), []);
  const company = rows[0]?.entry;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('form.hours')}</legend>
      <Checkbox
        checked={hours !== null}
        hint={t('form.ownHoursHint')}
        disabled={company?.kind !== 'company'}
        onChange={(own) => onChange({ hours: own && company?.kind === 'company' ? company.hours : null })}
      >
        {t('form.ownHours')}
      </Checkbox>
      {hours && <Week week={hours} onChange={(week) => onChange({ hours: week })} />}
      <p className={styles.hint}>{t('form.dates')}</p>
      <Dates dates={exceptions} onChange={(dates) => onChange({ exceptions: dates })} />
    </fieldset>
  );
}
