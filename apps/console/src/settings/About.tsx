import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { desktop, serverAddress } from '../desktop/index.ts';
import { useUser } from '../session/index.ts';
import styles from './Settings.module.css';

/** What support asks for first. */
export function About() {
  const { t } = useTranslation('settings');
  const user = useUser();
  const shell = useQuery({ queryKey: ['desktop', 'info'], queryFn: async () => (await desktop?.app.info()) ?? null });
  const server = useQuery({ queryKey: ['desktop', 'server'], queryFn: serverAddress });
  return (
    <>
      <div className={styles.rows}>
        <dl className={styles.facts}>
          <dt>{t('about.version')}</dt>
          <dd>{__CONSOLE_VERSION__}</dd>
          <dt>{t('about.company')}</dt>
          <dd>
            {user.companyName} ({user.companyDomain})
          </dd>
          <dt>{t('about.server')}</dt>
          <dd>{server.data ?? '—'}</dd>
          <dt>{t('about.runsIn')}</dt>
          <dd>{shell.data ? t('about.desktop', { version: shell.data.version }) : t('about.browser')}</dd>
          {shell.data && (
            <>
              <dt>{t('about.logs')}</dt>
              <dd>{shell.data.logsFolder}</dd>
            </>
          )}
        </dl>
      </div>
      {!shell.data && <p className={styles.after}>{t('about.browserLess')}</p>}
      <p className={styles.after}>{t('about.licence')}</p>
    </>
  );
}
