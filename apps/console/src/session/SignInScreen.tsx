import { useTranslation } from 'react-i18next';
import { LanguageMenu } from '../i18n/LanguageMenu.tsx';
import { CompanyChoice } from './CompanyChoice.tsx';
import { useSessionState } from './context.ts';
import { DemoChoice } from './DemoChoice.tsx';
import { EndedNotice } from './EndedNotice.tsx';
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
  const ended = state.kind === 'signedOut' ? state.ended : null;

  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.header}>
          <Logo />
          <h1 className={styles.title}>{step.kind === 'company' ? t('company.title') : t('title')}</h1>
          <p className={styles.intro}>{step.kind === 'company' ? t('company.intro') : t('intro')}</p>
        </header>
        {ended && step.kind === 'credentials' && !step.failure && <EndedNotice ended={ended} />}
        {step.kind === 'company' ? (
          <CompanyChoice
            companies={step.companies}
            busy={busy}
            onChoose={(company) => void signIn({ ...step.credentials, company })}
            onBack={startAgain}
          />
        ) : (
          <SignInForm failure={step.failure} busy={busy} onSubmit={(credentials) => void signIn(credentials)} />
        )}
        {demo && step.kind === 'credentials' && <DemoChoice demo={demo} busy={busy} onSignIn={signIn} />}
      </div>
      <footer className={styles.footer}>
        <LanguageMenu />
      </footer>
    </main>
  );
}
