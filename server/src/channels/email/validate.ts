import type { ValidationOutcome } from '../adapter.ts';
import type { EmailAccount } from './account.ts';
import { checkImap, imapProblem } from './imap.ts';
import { checkSmtp, SmtpFailure } from './smtp.ts';

/** Whether both ways work: reading from the mailbox, and sending. The reason begins with a code that has words. */
export async function validateAccount(account: EmailAccount): Promise<ValidationOutcome> {
  try {
    await checkImap(account);
  } catch (error) {
    const { code, detail } = imapProblem(error);
    return { kind: 'invalid', reason: `${code}: ${detail}` };
  }
  try {
    await checkSmtp(account);
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error;
    return {
      kind: 'invalid',
      reason: `${error.step === 'login' ? 'email.smtpLogin' : 'email.smtp'}: ${error.message}`,
    };
  }
  return { kind: 'valid', address: account.externalId };
}
