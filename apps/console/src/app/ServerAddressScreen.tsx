import type { DesktopBridge } from '@balcao/desktop/ipc';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import { Logo } from '../session/index.ts';
import styles from './ServerAddressScreen.module.css';

/** The desktop's very first screen: where is your company's server? */
export function ServerAddressScreen({ server }: { server: DesktopBridge['server'] }) {
  const { t } = useTranslation('session');
  const [address, setAddress] = useState('');
  const [refused, setRefused] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await server.setAddress({ address: /^https?:\/\//.test(address) ? address : `https://${address}` });
      location.reload(); // the window's CSP names the server
    } catch {
      setRefused(true);
    }
  };
  return (
    <main className={styles.screen}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Logo />
        <h1>{t('server.title')}</h1>
        <TextField
          label={t('server.address')}
          hint={t('server.hint')}
          problem={refused ? t('server.refused') : null}
          placeholder="https://balcao.example.com"
          inputMode="url"
          autoFocus
          required
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Button type="submit" variant="primary">
          {t('server.go')}
        </Button>
      </form>
    </main>
  );
}
