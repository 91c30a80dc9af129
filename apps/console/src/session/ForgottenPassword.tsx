import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { TextField } from '../design/TextField.tsx';
import styles from './SignInScreen.module.css';

/** Asks for an e-mail address and has a link sent; what it says afterwards is the same whether or not there is an account. */
export function ForgottenPassword({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('session');
  const api = useApi();
  const problemWords = useProblemWords();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => api.auth.password.forgotten.mutate({ email: email.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const words = ask.isError ? problemWords.ofError(ask.error) : null;
  if (ask.isSuccess) {
    return (
      <div className={styles.form} role="status">
        <strong>{t('forgotten.sent')}</strong>
        <p>{t('forgotten.sentDo', { email: email.trim() })}</p>
        <Button onClick={onBack}>{t('forgotten.back')}</Button>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t('email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        required
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {words && (
        <div role="alert" className={styles.failure}>
          <strong>{words.what}</strong>
          <p>{words.todo}</p>
        </div>
      )}
      <Button type="submit" variant="primary" busy={ask.isPending} className={styles.submit}>
        {t('forgotten.send')}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {t('forgotten.back')}
      </Button>
    </form>
  );
}
