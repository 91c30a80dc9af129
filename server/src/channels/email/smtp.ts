import { Readable } from 'node:stream';
import SMTPConnection, { type SentMessageInfo, type SMTPError } from 'nodemailer/lib/smtp-connection';
import type { EmailAccount } from './account.ts';
import type { ComposedMail } from './compose.ts';

/**
 * One mail over one connection, step by step, because what a failure means depends on how far it came: before the first
 * byte of the mail nothing can have been sent; after it nobody knows until the server has answered.
 */
export type SmtpStep = 'connect' | 'login' | 'offer' | 'hand over';
export class SmtpFailure extends Error {
  override readonly name = 'SmtpFailure';
  readonly step: SmtpStep;
  readonly reply: SMTPError;
  constructor(step: SmtpStep, reply: SMTPError) {
    super(reply.response ?? reply.message, { cause: reply });
    this.step = step;
    this.reply = reply;
  }
}

const CONNECT_TIMEOUT_MS = 15_000;
/** Servers that look for viruses take their time over a large mail. */
const SILENCE_TIMEOUT_MS = 60_000;

/** @throws SmtpFailure */
export async function deliverMail(account: EmailAccount, mail: ComposedMail): Promise<SentMessageInfo> {
  const connection = await openSmtp(account);
  let isOnItsWay = false;
  const bytes = Readable.from(
    (function* () {
      isOnItsWay = true;
      yield mail.bytes;
    })(),
  );
  try {
    return await new Promise<SentMessageInfo>((resolve, reject) => {
      const fail = (error: SMTPError) => reject(new SmtpFailure(isOnItsWay ? 'hand over' : 'offer', error));
      connection.once('error', fail);
      connection.once('end', () => fail(new Error('the server ended the connection')));
      connection.send({ ...mail.envelope, size: mail.bytes.length }, bytes, (error, info) =>
        error || !info ? fail(error ?? new Error('the server said nothing')) : resolve(info),
      );
    });
  } finally {
    connection.quit();
  }
}

/** Signed in, and away again. @throws SmtpFailure */
export async function checkSmtp(account: EmailAccount): Promise<void> {
  (await openSmtp(account)).quit();
}

async function openSmtp({ credentials }: EmailAccount): Promise<SMTPConnection> {
  const { smtpHost: host, smtpPort: port, smtpSecurity, user, password: pass } = credentials;
  const connection = new SMTPConnection({
    host,
    port,
    secure: smtpSecurity === 'tls',
    requireTLS: smtpSecurity === 'starttls',
    ignoreTLS: smtpSecurity === 'none',
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
  });
  let step: SmtpStep = 'connect';
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the server ended the connection')));
      connection.connect((error) => {
        if (error) return reject(error);
        step = 'login';
        connection.login({ credentials: { user, pass } }, (refused) => (refused ? reject(refused) : resolve()));
      });
    });
    connection.removeAllListeners('error');
    connection.removeAllListeners('end');
    // Whatever comes after its last answer concerns nobody.
    connection.on('error', () => {});
    return connection;
  } catch (error) {
    connection.close();
    throw new SmtpFailure(step, error as SMTPError);
  }
}
