import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Failure, useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { TextField } from '../design/TextField.tsx';
import { desktop } from '../desktop/index.ts';
import { trustedDevice } from './keepingOf.ts';
import styles from './SignInScreen.module.css';
import type { Credentials } from './session.ts';
import { TrustChoice } from './TrustChoice.tsx';

type Props = { failure: Failure | null; busy: boolean; onSubmit: (credentials: Credentials) => void };

export function SignInForm({ failure, busy, onSubmit }: Props) {
  const { t } = useTranslation(['session', 'design']);
  const problemWords = useProblemWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [trusted, setTrusted] = useState(trustedDevice.get);
  const failureId = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    trustedDevice.set(trusted);
    onSubmit({ email: email.trim(), password });
  }

  const words = failure && problemWords.ofFailure(failure);
  return (
    <form className={styles.form} onSubmit={submit} aria-describedby={words ? failureId : undefined}>
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
      <TextField
        label={t('password')}
        type={visible ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        end={
          <IconButton
            label={visible ? t('hidePassword') : t('showPassword')}
            icon={visible ? EyeOff : Eye}
            size="s"
            onClick={() => setVisible(!visible)}
          />
        }
      />
      {words && (
        <div id={failureId} role="alert" className={styles.failure}>
          <strong>{words.what}</strong>
          <p>{words.todo}</p>
          {failure.kind === 'broken' && words.reference && (
            <p className={styles.reference}>
              {t('design:reference')} <code>{words.reference}</code>
            </p>
          )}
        </div>
      )}
      {!desktop && <TrustChoice trusted={trusted} onChange={setTrusted} />}
      <Button type="submit" variant="primary" busy={busy} className={styles.submit}>
        {t('signIn')}
      </Button>
    </form>
  );
}
