import { Headset, ShieldCheck, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { desktop } from '../desktop/index.ts';
import { openPhone } from './openPhone.ts';
import styles from './SignInScreen.module.css';
import type { Credentials } from './session.ts';

export type Demo = { domain: string; password: string; phoneUrl: string | null };
type Props = { demo: Demo; busy: boolean; onSignIn: (credentials: Credentials) => Promise<void> };

/** A company to play with, and the customer's phone beside it. Only where the server has one (CON-36). */
export function DemoChoice({ demo, busy, onSignIn }: Props) {
  const { t } = useTranslation('session');
  // The desktop opens no windows but its own.
  const phoneUrl = desktop ? null : demo.phoneUrl;
  const enter = (role: 'attendant' | 'admin') => {
    if (phoneUrl) openPhone(phoneUrl);
    void onSignIn({ email: `${role}@${demo.domain}`, password: demo.password });
  };
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title" className={styles.demoTitle}>
        {t('demo.title')}
      </h2>
      <p className={styles.demoText}>{t('demo.text')}</p>
      <div className={styles.demoActions}>
        <Button icon={Headset} disabled={busy} onClick={() => enter('attendant')}>
          {t('demo.attendant')}
        </Button>
        <Button icon={ShieldCheck} disabled={busy} onClick={() => enter('admin')}>
          {t('demo.admin')}
        </Button>
      </div>
      {phoneUrl && (
        <a className={styles.demoPhone} href={phoneUrl} target="_blank" rel="noreferrer">
          <Icon icon={Smartphone} /> {t('demo.phone')}
        </a>
      )}
    </section>
  );
}
