import type { OutgoingMessage, SendOutcome } from '../adapter.ts';
import type { EmailAccount } from './account.ts';
import { composeMail } from './compose.ts';
import { messageIdOf } from './ids.ts';
import { deliverMail, SmtpFailure } from './smtp.ts';

/** Sends a message as a mail. The Message-ID is known before: what comes back names it (ids.ts). */
export async function sendMessage(account: EmailAccount, message: OutgoingMessage): Promise<SendOutcome> {
  const mail = await composeMail(account, message);
  if (!mail) return { kind: 'rejected', code: 'contact.unreachable', detail: 'no e-mail address is known' };
  try {
    await deliverMail(account, mail);
    return { kind: 'accepted', providerId: messageIdOf(message.ourId, account.externalId) };
  } catch (error) {
    if (!(error instanceof SmtpFailure)) throw error;
    return outcomeOf(error);
  }
}

/**
 * What a failure of the way to the server, or a refusal of the server's, means. 4xx may pass, 5xx will not (RFC 5321,
 * 4.2.1); a wrong password keeps every mail of the channel waiting until it is mended.
 */
export function outcomeOf({ step, reply, message }: SmtpFailure): SendOutcome {
  const { responseCode } = reply;
  const detail = message.replace(/\s+/g, ' ').slice(0, 500);
  const isWrongLogin = step === 'login' && (responseCode === undefined || responseCode >= 500);
  if (isWrongLogin) return { kind: 'blocked', code: 'email.smtpLogin', detail };
  if (responseCode === undefined) {
    const code = `connection.${reply.originalCode ?? reply.code ?? 'failed'}`;
    return { kind: step === 'hand over' ? 'unclear' : 'refused', code, detail };
  }
  const enhanced = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(message)?.[1] ?? String(responseCode);
  return { kind: responseCode >= 500 ? 'rejected' : 'refused', code: `email.${enhanced}`, detail };
}
