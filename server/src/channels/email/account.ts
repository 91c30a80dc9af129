import { isMailAddress } from '@balcao/domain';
import { z } from 'zod';
import type { Account } from '../adapter.ts';

/** `tls` from the first byte, `starttls` before anything is said, `none` for servers on the same machine. */
const security = z.enum(['tls', 'starttls', 'none']);
const port = (usual: number) => z.coerce.number().int().min(1).max(65_535).default(usual);
const host = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'a server name such as imap.example.com');

/** What a mailbox is set up with. The channel's own id (`externalId`) is its address. */
export const emailCredentials = z.object({
  user: z.string().trim().min(1).max(320),
  password: z.string().min(1),
  imapHost: host,
  imapPort: port(993),
  imapSecurity: security.default('tls'),
  smtpHost: host,
  smtpPort: port(465),
  smtpSecurity: security.default('tls'),
  /** Beside the address, as recipients see it. */
  senderName: z.string().trim().max(100).default(''),
  /** Ends every mail of a person: {{attendant.name}} is who wrote it. */
  signature: z.string().max(2000).default(''),
});
export type EmailCredentials = z.output<typeof emailCredentials>;
export type EmailAccount = Account<EmailCredentials>;

export const mailAccountId = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isMailAddress, 'an address such as contato@example.com');
