import { expect, test } from 'vitest';
import { readMail } from './readMail.ts';

const bytesOf = (lines: readonly string[], body: Uint8Array) =>
  Buffer.concat([Buffer.from(`${['From: Contato de teste <a@example.com>', ...lines].join('\r\n')}\r\n\r\n`), body]);
const read = async (lines: readonly string[], body: Uint8Array) => {
  const receivedAt = new Date('2026-06-01T12:00:00Z');
  return (await readMail({ uid: 1, bytes: bytesOf(lines, body), receivedAt, own: 'nos@example.com' })).item;
};
const latin = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['ISO-8859-1 as it is', 'iso-8859-1', '8bit', latin('Olá, açúcar não'), 'Olá, açúcar não'],
  ['ISO-8859-1, quoted', 'ISO-8859-1', 'quoted-printable', latin('Ol=E1, a=E7=FAcar n=\r\n=E3o'), 'Olá, açúcar não'],
  [
    'Windows-1252 in base64',
    'windows-1252',
    'base64',
    latin(latin('Preço: \x80 10').toString('base64')),
    'Preço: € 10',
  ],
  ['UTF-8 in base64', 'utf-8', 'base64', latin(Buffer.from('Olá 😊').toString('base64')), 'Olá 😊'],
  ['Shift_JIS', 'shift_jis', '8bit', Buffer.from([0x93, 0xfa, 0x96, 0x7b]), '日本'],
  ['UTF-8 that says it is ASCII', 'us-ascii', '8bit', Buffer.from('Olá'), /^Ol/],
  ['a charset that nobody knows', 'x-nenhum', '8bit', latin('Ola'), 'Ola'],
  ['base64 that breaks off', 'utf-8', 'base64', latin('T2zDoSBtdW5kb'), /^Olá mund/],
])('a mail in %s is read', async (_what, charset, encoding, body, text) => {
  const item = await read(
    [`Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`],
    body,
  );
  expect(item).toMatchObject({ kind: 'mail', text: expect.stringMatching(text) });
});

test.each([
  ['=?ISO-8859-1?Q?Or=E7amento_r=E1pido?=', 'Orçamento rápido'],
  ['=?utf-8?B?T3LDp2FtZW50bw==?= =?utf-8?Q?_=C3=A0?= vista', 'Orçamento à vista'],
  ['=?nada?X?isto?=', /./],
])('a subject written %s is read', async (written, subject) => {
  const item = await read([`Subject: ${written}`], latin('Oi'));
  expect(item).toMatchObject({ kind: 'mail', subject: expect.stringMatching(subject) });
});

test('a mail without any head, and one that is no mail at all, are kept as something', async () => {
  for (const bytes of [Buffer.from('\r\n\r\nOi'), Buffer.from([0, 255, 254, 1, 2, 3]), Buffer.alloc(0)]) {
    const { item } = await readMail({ uid: 1, bytes, receivedAt: new Date(0), own: 'nos@example.com' });
    expect(['mail', 'unreadable']).toContain(item.kind);
  }
});

/** A mail of several parts, each with its head. */
const parted = (parts: readonly Buffer[]) =>
  Buffer.concat([...parts.flatMap((part) => [Buffer.from('\r\n--x\r\n'), part]), Buffer.from('\r\n--x--\r\n')]);

test('an attachment of 25 MB comes whole, and a drawing with a script as a file that no browser shows', async () => {
  const large = Buffer.alloc(25 * 1024 * 1024, 'exame ');
  const lines = large.toString('base64').replace(/.{988}/g, '$&\r\n');
  const body = parted([
    Buffer.from('Content-Type: text/plain\r\n\r\nSegue'),
    Buffer.from(`Content-Type: application/pdf; name=exame.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`),
    Buffer.from('Content-Type: image/svg+xml; name=logo.svg\r\n\r\n<svg onload="alert(1)"/>'),
  ]);
  const bytes = bytesOf(['Content-Type: multipart/mixed; boundary=x'], body);
  const { files } = await readMail({ uid: 1, bytes, receivedAt: new Date(0), own: 'nos@example.com' });
  const shown = files.map(({ fileName, mime, role, bytes: kept }) => [fileName, mime, role, kept.length]);
  expect(shown).toEqual([
    ['exame.pdf', 'application/pdf', 'attachment', large.length],
    ['logo.svg', 'image/svg+xml', 'attachment', expect.any(Number)],
  ]);
});

test('parts within parts without end, ten thousand files and ten thousand heads are taken for what they are', async () => {
  const nested = Array.from(
    { length: 5_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const many = parted(Array.from({ length: 10_000 }, () => Buffer.from('Content-Type: text/csv; name=a.csv\r\n\r\n1')));
  const heads = Array.from({ length: 10_000 }, (_, n) => `X-Nada-${n}: ${'x'.repeat(70)}`);
  for (const bytes of [
    Buffer.from(nested.join('')),
    bytesOf(['Content-Type: multipart/mixed; boundary=x'], many),
    bytesOf(heads, latin('Oi')),
  ]) {
    const { item, files } = await readMail({ uid: 1, bytes, receivedAt: new Date(0), own: 'nos@example.com' });
    expect(['mail', 'unreadable']).toContain(item.kind);
    expect(files.length).toBeLessThanOrEqual(51);
  }
});
