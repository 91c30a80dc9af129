import type { ChannelAdapter } from '../adapter.ts';
import { type EmailCredentials, emailCredentials, mailAccountId } from './account.ts';
import { parseItem } from './parse.ts';
import { sendMessage } from './send.ts';
import { validateAccount } from './validate.ts';

/** A mailbox: read by IMAP (mailbox/watch.ts), sent from by SMTP. */
export const email: ChannelAdapter<EmailCredentials> = {
  kind: 'email',
  credentials: emailCredentials,
  accountId: mailAccountId,
  webhook: null,
  parse: parseItem,
  send: sendMessage,
  downloadMedia: async (_account, stagedId) =>
    stagedId === 'blocked'
      ? { kind: 'lost', code: 'media.isProgram', detail: 'a program is not taken out of a mail' }
      : { kind: 'staged', fileId: stagedId },
  validate: validateAccount,
};
