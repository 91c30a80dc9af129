import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import { LanguageMenu } from '../i18n/LanguageMenu.tsx';
import { Logo } from './Logo.tsx';
import styles from './SignInScreen.module.css';

/** As the server has it (server/src/auth/passwordLink.ts). */
const LEAST_LENGTH = 12;

/** Where a mailed link leads: chooses a password. The token stands after the `#`, and leaves the address at once. */
export function SetPasswordScreen() {
  const { t } = useTranslation('session');
  const api = useApi();
  const problemWords = useProblemWords();
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  const set = useMutation({ mutationFn: () => api.auth.password.set.mutate({ token, password }) });
  const isShort = password.length < LEAST_LENGTH;
  const isOther = password !== again;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isShort && !isOther) set.mutate();
  };
  const words = set.isError ? problemWords.ofError(set.error) : null;
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.header}>
          <Logo />
          <h1 className={styles.title}>{t('choose.title')}</h1>
          <p className={styles.intro}>{t('choose.intro', { length: LEAST_LENGTH })}</p>
        </header>
        {set.isSuccess ? (
          <div className={styles.form} role="status">
            <strong>{t('choose.done')}</strong>
            <p>{t('choose.doneDo', { email: set.data.email })}</p>
            <Link to="/sign-in">{t('choose.go')}</Link>
          </div>
        ) : (
          <form className={styles.form} onSubmit={submit}>
            <TextField
              label={t('choose.password')}
              type="password"
              autoComplete="new-password"
              autoFocus
              required
              maxLength={1_000}
              value={password}
              problem={asked && isShort ? t('choose.short', { length: LEAST_LENGTH }) : null}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <TextField
              label={t('choose.again')}
              type="password"
              autoComplete="new-password"
              required
              maxLength={1_000}
              value={again}
              problem={asked && !isShort && isOther ? t('choose.other') : null}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
            {words && (
              <div role="alert" className={styles.failure}>
                <strong>{words.what}</strong>
                <p>{words.todo}</p>
              </div>
            )}
            <Button type="submit" variant="primary" busy={set.isPending} className={styles.submit}>
              {t('choose.save')}
            </Button>
          </form>
        )}
      </div>
      <footer className={styles.footer}>
        <LanguageMenu />
      </footer>
    </main>
  );
}
