import { formatPhone } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import styles from './ContactPanel.module.css';
import { CopyButton } from './CopyButton.tsx';

/** How the contact can be reached, as the platforms name them (INB-10). */
export function Identities({ identities }: { identities: ContactRow['identities'] }) {
  const { t } = useTranslation('contacts');
  if (identities.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('identities')}</h3>
      <dl className={styles.facts}>
        {identities.map(({ kind, value }) => {
          const shown = kind === 'phone' || kind === 'whatsapp' ? formatPhone(value) : value;
          return (
            <div key={`${kind} ${value}`} className={styles.fact}>
              <dt>{t(`identity.${kind}`)}</dt>
              <dd>
                <span className={styles.value} title={shown}>
                  {shown}
                </span>
                <CopyButton value={value} label={shown} />
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
