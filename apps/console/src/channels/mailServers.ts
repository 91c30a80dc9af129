import type { Filled } from './setUpFields.ts';

/**
 * Where the mail providers of our countries are reached; what is not here is guessed by the usual names. Sources: the
 * providers' own help pages on IMAP and SMTP (2026).
 */
const SERVERS: Record<string, { imap: string; smtp: string; smtpPort?: string; starttls?: boolean }> = {
  'gmail.com': { imap: 'imap.gmail.com', smtp: 'smtp.gmail.com' },
  'outlook.com': { imap: 'outlook.office365.com', smtp: 'smtp.office365.com', smtpPort: '587', starttls: true },
  'hotmail.com': { imap: 'outlook.office365.com', smtp: 'smtp.office365.com', smtpPort: '587', starttls: true },
  'yahoo.com': { imap: 'imap.mail.yahoo.com', smtp: 'smtp.mail.yahoo.com' },
  'yahoo.com.br': { imap: 'imap.mail.yahoo.com', smtp: 'smtp.mail.yahoo.com' },
  'icloud.com': { imap: 'imap.mail.me.com', smtp: 'smtp.mail.me.com', smtpPort: '587', starttls: true },
  'uol.com.br': { imap: 'imap.uol.com.br', smtp: 'smtps.uol.com.br' },
  'terra.com.br': { imap: 'imap.terra.com.br', smtp: 'smtp.terra.com.br', smtpPort: '587', starttls: true },
  'zoho.com': { imap: 'imap.zoho.com', smtp: 'smtp.zoho.com' },
};

/** The form with an address in it, and everything that usually follows from one, where nobody wrote anything else. */
export function withAddress(filled: Filled, address: string): Filled {
  const before = proposed(filled.externalId);
  const now = proposed(address);
  const credentials = { ...filled.credentials };
  for (const [name, value] of Object.entries(now)) {
    const present = credentials[name] ?? '';
    if (present === '' || present === before[name]) credentials[name] = value;
  }
  return { ...filled, externalId: address, credentials };
}

function proposed(address: string): Record<string, string> {
  const domain = address.trim().toLowerCase().split('@')[1] ?? '';
  const {
    imap,
    smtp,
    smtpPort = '465',
    starttls = false,
  } = SERVERS[domain] ?? {
    imap: domain && `imap.${domain}`,
    smtp: domain && `smtp.${domain}`,
  };
  return {
    user: address.trim(),
    imapHost: imap,
    imapPort: '993',
    smtpHost: smtp,
    smtpPort,
    smtpSecurity: starttls ? 'starttls' : 'tls',
  };
}
