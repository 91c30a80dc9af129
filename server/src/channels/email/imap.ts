import { ImapFlow } from 'imapflow';
import type { EmailAccount } from './account.ts';

const CONNECT_TIMEOUT_MS = 15_000;
/** A mailbox that says nothing is asked again: routers forget silent connections after some minutes, without a word. */
const IDLE_MS = 5 * 60 * 1000;

/** A connection to the mailbox, not yet open. `silent`: nothing of it is logged, which would tell passwords and mails. */
export function imapConnection({ credentials }: EmailAccount): ImapFlow {
  const { imapHost: host, imapPort: port, imapSecurity, user, password: pass } = credentials;
  const client = new ImapFlow({
    host,
    port,
    secure: imapSecurity === 'tls',
    ...(imapSecurity === 'tls' ? {} : { doSTARTTLS: imapSecurity === 'starttls' }),
    auth: { user, pass },
    logger: false,
    maxIdleTime: IDLE_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    clientInfo: { name: 'Balcao' },
  });
  // Told a second time by whichever call was under way; unheard, it would end the process.
  client.on('error', () => {});
  return client;
}

/** Signed in, and away again. @throws what imapflow throws */
export async function checkImap(account: EmailAccount): Promise<void> {
  const client = imapConnection(account);
  try {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: true });
  } finally {
    client.close();
  }
}

/** What is wrong, as a stable code that consoles say in words (`reason.<code>`), and what the server said. */
export function imapProblem(error: unknown): { code: 'email.login' | 'email.imap'; detail: string } {
  if (!(error instanceof Error)) return { code: 'email.imap', detail: String(error) };
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isLogin = 'authenticationFailed' in error && error.authenticationFailed === true;
  return {
    code: isLogin ? 'email.login' : 'email.imap',
    detail: [said || error.message, code].filter(Boolean).join(' · '),
  };
}
