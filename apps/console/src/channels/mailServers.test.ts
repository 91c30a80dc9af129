import { expect, test } from 'vitest';
import { withAddress } from './mailServers.ts';

const empty = { name: '', externalId: '', credentials: {} };

test('what follows from an address is filled in, and follows while it is typed', () => {
  const typed = ['c', 'contato@', 'contato@clinica.com.br'].reduce(withAddress, empty);
  expect(typed).toMatchObject({
    externalId: 'contato@clinica.com.br',
    credentials: { user: 'contato@clinica.com.br', imapHost: 'imap.clinica.com.br', smtpHost: 'smtp.clinica.com.br' },
  });
});

test('a provider that is known has its own servers; what somebody wrote stays', () => {
  const mine = { ...empty, credentials: { imapHost: 'meu.servidor' } };
  expect(withAddress(mine, 'alguem@outlook.com').credentials).toMatchObject({
    imapHost: 'meu.servidor',
    smtpHost: 'smtp.office365.com',
    smtpPort: '587',
    smtpSecurity: 'starttls',
  });
});
