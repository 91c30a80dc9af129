import type { Problem } from '@balcao/domain';
import { useState } from 'react';
import { type Failure, failureOf } from '../api/index.ts';
import { useSession } from './context.ts';
import type { Credentials } from './session.ts';

type Choice = Extract<Problem, { code: 'auth.chooseCompany' }>['companies'][number];

/** What the sign-in form is about to ask. */
export type SignInStep =
  | { kind: 'credentials'; failure: Failure | null }
  /** The e-mail is known in several companies; the password fits in each of these. */
  | { kind: 'company'; credentials: Credentials; companies: readonly Choice[] };

/** Signing in, step by step. On success the session's state changes and the form goes. */
export function useSignIn() {
  const session = useSession();
  const [step, setStep] = useState<SignInStep>({ kind: 'credentials', failure: null });
  const [busy, setBusy] = useState(false);

  async function signIn(credentials: Credentials): Promise<void> {
    setBusy(true);
    try {
      await session.signIn(credentials);
    } catch (error) {
      setStep(nextStep(failureOf(error), credentials));
    } finally {
      setBusy(false);
    }
  }
  return { step, busy, signIn, startAgain: () => setStep({ kind: 'credentials', failure: null }) };
}

export function nextStep(failure: Failure, credentials: Credentials): SignInStep {
  if (failure.kind === 'refused' && failure.problem.code === 'auth.chooseCompany') {
    return { kind: 'company', credentials, companies: failure.problem.companies };
  }
  return { kind: 'credentials', failure };
}
