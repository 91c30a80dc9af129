import { Headset, ShieldCheck, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import styles from './SignInScreen.module.css';
import type { Credentials } from './session.ts';

export type Demo = { domain: string; password: string; phoneUrl: string | null };
type Props = { demo: Demo; busy: boolean; onSignIn: (credentials: Credentials) => Promise<void> };

/** A company to play with, and the customer's phone beside it. Only where the server has one (CON-36). */
export function DemoChoice({ demo, busy, onSignIn }: Props) {
  const { t } = useTranslation('session');
  const enter = (role: 'attendant' | 'admin') =>
    void onSignIn({ email: `${role}@${demo.domain}`, password: demo.password });
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
      {demo.phoneUrl && (
        <a className={styles.demoPhone} href={demo.phoneUrl} target="balcao-phone" rel="noreferrer">
          <Icon icon={Smartphone} /> {t('demo.phone')}
        </a>
      )}
    </section>
  );
}
