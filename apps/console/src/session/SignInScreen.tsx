import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { LanguageMenu } from '../i18n/LanguageMenu.tsx';
import { CompanyChoice } from './CompanyChoice.tsx';
import { useSessionState } from './context.ts';
import { DemoChoice } from './DemoChoice.tsx';
import { EndedNotice } from './EndedNotice.tsx';
import { ForgottenPassword } from './ForgottenPassword.tsx';
import { useInstallation } from './installation.ts';
import { Logo } from './Logo.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInScreen.module.css';
import { useSignIn } from './useSignIn.ts';

/** The door: sign in, choose the company where there are several, or look at the demonstration (CON-36). */
export function SignInScreen() {
  const { t } = useTranslation('session');
  const state = useSessionState();
  const demo = useInstallation()?.demo ?? null;
  const { step, busy, signIn, startAgain } = useSignIn();
  const [hasForgotten, setForgotten] = useState(false);
  const isDoor = step.kind === 'credentials' && !hasForgotten;
  const ended = state.kind === 'signedOut' ? state.ended : null;

  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.header}>
          <Logo />
          <h1 className={styles.title}>
            {t(step.kind === 'company' ? 'company.title' : hasForgotten ? 'forgotten.title' : 'title')}
          </h1>
          <p className={styles.intro}>
            {t(step.kind === 'company' ? 'company.intro' : hasForgotten ? 'forgotten.intro' : 'intro')}
          </p>
        </header>
        {ended && isDoor && !step.failure && <EndedNotice ended={ended} />}
        {step.kind === 'company' ? (
          <CompanyChoice
            companies={step.companies}
            busy={busy}
            onChoose={(company) => void signIn({ ...step.credentials, company })}
            onBack={startAgain}
          />
        ) : hasForgotten ? (
          <ForgottenPassword onBack={() => setForgotten(false)} />
        ) : (
          <SignInForm failure={step.failure} busy={busy} onSubmit={(credentials) => void signIn(credentials)} />
        )}
        {isDoor && (
          <Button variant="quiet" onClick={() => setForgotten(true)}>
            {t('forgotten.ask')}
          </Button>
        )}
        {demo && isDoor && <DemoChoice demo={demo} busy={busy} onSignIn={signIn} />}
      </div>
      <footer className={styles.footer}>
        <LanguageMenu />
      </footer>
    </main>
  );
}
