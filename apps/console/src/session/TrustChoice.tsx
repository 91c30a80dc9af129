import { useTranslation } from 'react-i18next';
import { Checkbox } from '../design/Checkbox.tsx';

type Props = { trusted: boolean; onChange: (trusted: boolean) => void };

/** Whether this browser may keep what one sees, and what either answer means (SYNC-09). */
export function TrustChoice({ trusted, onChange }: Props) {
  const { t } = useTranslation('session');
  if (!isSecureContext) return <p>{t('trust.insecure')}</p>;
  return (
    <Checkbox checked={trusted} onChange={onChange} hint={trusted ? t('trust.kept') : t('trust.passing')}>
      {t('trust.label')}
    </Checkbox>
  );
}
