import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCredentialKeys } from '../channels/credentials.ts';
import { inCompany } from '../db/index.ts';
import { startLanes } from '../jobs/index.ts';
import { quiet, type TestDatabase, testCompany, testDatabase, until } from '../testing/index.ts';
import { mailLane, mailWords, queueMail, type SendMail, smtpTransport } from './index.ts';

const credentialKeys = parseCredentialKeys(`k1:${Buffer.alloc(32, 7).toString('base64')}`);
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A mail server as RFC 5321 has it, as far as one mail needs it; `answer` says what it thinks of a recipient. */
async function mailServer(answer: () => string) {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let isData = false;
    let text = '';
    socket.write('220 test ESMTP\r\n');
    socket.on('error', () => {});
    socket.on('data', (part) => {
      text += part.toString();
      for (;;) {
        const end = isData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (isData ? 5 : 2));
        if (isData) {
          mails.push(line);
          isData = false;
          socket.write('250 taken\r\n');
        } else if (/^DATA/i.test(line)) {
          isData = true;
          socket.write('354 go on\r\n');
        } else if (/^RCPT/i.test(line)) socket.write(`${answer()}\r\n`);
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?from=Balc%C3%A3o%20%3Cdesk@example.com%3E`,
    mails,
    close: () => server.close(),
  };
}

async function mailing(send: SendMail) {
  const companyId = await testCompany(database);
  const lanes = await startLanes({ database, log: quiet, workers: [mailLane({ log: quiet, credentialKeys, send })] });
  await inCompany(database, companyId, (trx) =>
    queueMail(trx, credentialKeys, companyId, { to: 'a@example.com', subject: 'Olá', text: 'Bom dia, tudo bem?' }),
  );
  const row = async () => {
    const [found] = await database.asOwner<{ state: string; attempts: number; error: string; waits: number }>(
      'select state, attempts, error, extract(epoch from next_at - now())::int as waits from outgoing_mail where company_id = $1',
      [companyId],
    );
    return found;
  };
  return { row, companyId, stop: () => lanes.stop() };
}

test('a mail leaves by SMTP with its sender, once, and its text is forgotten', async () => {
  const server = await mailServer(() => '250 ok');
  const { row, stop } = await mailing(smtpTransport(server.url));
  await until(async () => (await row())?.state === 'sent');
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]).toMatch(/^From: =\?UTF-8\?.*<desk@example\.com>/m);
  expect(server.mails[0]).toMatch(/^To: a@example\.com/m);
  expect(server.mails[0]).toContain('Bom dia, tudo bem?');
  await stop();
  server.close();
});

test('a server that is busy is asked again later, one that refuses is not', async () => {
  const busy = await mailServer(() => '451 later');
  const first = await mailing(smtpTransport(busy.url));
  await until(async () => (await first.row())?.attempts === 1);
  expect(await first.row()).toMatchObject({ state: 'waiting' });
  expect((await first.row())?.waits).toBeGreaterThan(5);
  await first.stop();
  busy.close();

  const stern = await mailServer(() => '550 nobody here');
  const second = await mailing(smtpTransport(stern.url));
  await until(async () => (await second.row())?.state === 'failed');
  expect((await second.row())?.error).toContain('550');
  await second.stop();
  stern.close();
});

test('a mail that is taken back with its transaction is never sent', async () => {
  const companyId = await testCompany(database);
  await inCompany(database, companyId, async (trx) => {
    await queueMail(trx, credentialKeys, companyId, { to: 'a@example.com', subject: 'x', text: 'x' });
    throw new Error('taken back');
  }).catch(() => {});
  expect(await database.asOwner('select 1 from outgoing_mail where company_id = $1', [companyId])).toEqual([]);
});

test.each(['pt-BR', 'es', 'en', 'xx'])(
  'every mail has words in %s, and a name makes no header of its own',
  (language) => {
    for (const kind of ['reset', 'invite'] as const) {
      const { subject, text } = mailWords(language, kind, {
        name: 'Ana',
        company: 'X\r\nBcc: a@b.c',
        link: 'https://x/#t',
      });
      expect(subject).not.toMatch(/[\r\n{]/);
      expect(text).toContain('https://x/#t');
      expect(text).not.toContain('{');
    }
  },
);
