import { ArrowLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../design/Avatar.tsx';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import styles from './SignInScreen.module.css';

type Props = {
  companies: readonly { domain: string; name: string }[];
  busy: boolean;
  onChoose: (domain: string) => void;
  onBack: () => void;
};

/** The same e-mail works in several companies: which one today? */
export function CompanyChoice({ companies, busy, onChoose, onBack }: Props) {
  const { t } = useTranslation('session');
  return (
    <div className={styles.form}>
      <ul className={styles.companies}>
        {companies.map((company) => (
          <li key={company.domain}>
            <button type="button" className={styles.company} disabled={busy} onClick={() => onChoose(company.domain)}>
              <Avatar name={company.name} id={company.domain} />
              <span className={styles.companyWords}>
                <strong>{company.name}</strong>
                <small>{company.domain}</small>
              </span>
              <Icon icon={ChevronRight} />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="quiet" icon={ArrowLeft} onClick={onBack}>
        {t('company.back')}
      </Button>
    </div>
  );
}
