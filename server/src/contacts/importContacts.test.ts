import { Refusal } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { createContact } from './createContact.ts';
import { exportBadRows, exportContacts } from './exportContacts.ts';
import { importBatch } from './importBatch.ts';
import { cancelImport, openImport, previewImport, startImport, theImport } from './importContacts.ts';
import { importLane } from './importLane.ts';
import { decode, readImportFile } from './readImportFile.ts';
import { contactsReplica } from './replicas.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function importDesk({ works = true } = {}) {
  const desk = await testDesk(database, { workers: works ? [importLane] : [] });
  const admin = await desk.user('admin');
  const open = async (text: string | Buffer, fileName = 'lista.csv') => {
    const table = await readImportFile(Buffer.from(text));
    return desk.inside((trx) => openImport(trx, admin, { fileName, table }));
  };
  const start = (importId: string) =>
    desk.inside(async (trx) => {
      const { mapping, country } = await previewImport(trx, admin, importId);
      await startImport(trx, admin, { importId, mapping, country });
    });
  const state = (importId: string) => desk.inside((trx) => theImport(trx, admin, importId));
  return {
    ...desk,
    admin,
    open,
    start,
    state,
    finished: (importId: string) => until(async () => (await state(importId)).state === 'done'),
    contacts: () => desk.inside(async (trx) => (await contactsReplica.page(trx, admin, null, 1_000)).rows),
  };
}

async function whole(parts: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

test('INB-13 a list creates whom nobody knows, updates who is known, and names the lines that cannot stand', async () => {
  await using desk = await importDesk();
  const { contactId } = await desk.inside((trx) =>
    createContact(trx, desk.admin, { name: 'Contato de teste 81', phone: '+55 11 90000-0081' }),
  );
  const { importId } = await desk.open(
    'Nome;Telefone;E-mail;Etiquetas;Notas\n' +
      ';1100000081;a@example.com;vip;"duas\nlinhas"\n' + // the known one, without the ninth digit
      'Contato de teste 82;(11) 90000-0082;;vip;\n' +
      'Contato ruim;12;não é;;\n' +
      'De novo o 82;11 90000-0082;b@example.com;novo;=1+1\n',
  );
  await desk.start(importId);
  await desk.finished(importId);
  expect(await desk.state(importId)).toMatchObject({ total: 4, created: 1, updated: 2, failed: 1 });
  const rows = await desk.contacts();
  expect(rows.find(({ id }) => id === contactId)).toMatchObject({
    name: 'Contato de teste 81',
    email: 'a@example.com',
    notes: 'duas\nlinhas',
  });
  const second = rows.find(({ phone }) => phone === '+5511900000082');
  expect(second).toMatchObject({ name: 'De novo o 82', email: 'b@example.com', notes: '=1+1' });
  expect(second?.tags).toHaveLength(2);
  const bad = await whole(exportBadRows(database, desk.admin, importId, 'pt-BR'));
  expect(bad).toContain('Nome;Telefone;E-mail;Etiquetas;Notas;Linha;Problema');
  expect(bad).toContain(
    'Contato ruim;12;não é;;;5;Telefone: não é um telefone: 12, E-mail: não é um e-mail: não é\r\n',
  );

  const csv = await whole(exportContacts(database, desk.admin, {}, 'pt-BR'));
  expect(csv.split('\r\n')).toHaveLength(rows.length + 2);
  expect(csv).toContain(";'=1+1");
  const again = await desk.open(csv, 'export.csv');
  await desk.start(again.importId);
  await desk.finished(again.importId);
  expect(await desk.state(again.importId)).toMatchObject({ created: 0, updated: 2, failed: 0 });
});

test('INB-13 files come in the encodings that spreadsheets write', async () => {
  const words = 'Nome;Telefone\nJoão Ação;11900000083\n';
  const latin1 = Buffer.from(words, 'latin1');
  const utf16 = Buffer.from(`\uFEFF${words}`, 'utf16le');
  const utf16be = Buffer.from(utf16).swap16();
  for (const bytes of [
    Buffer.from(words),
    Buffer.from(`\uFEFF${words}`),
    latin1,
    utf16,
    utf16be,
    Buffer.from(words, 'utf16le'),
  ]) {
    expect(decode(bytes)).toBe(words);
    expect((await readImportFile(bytes)).rows).toEqual([{ line: 2, cells: ['João Ação', '11900000083'] }]);
  }
});

test('INB-13 a line keeps the number that it has in the file, after quoted breaks and empty lines', async () => {
  const table = await readImportFile(Buffer.from('a,b\r\n"1\r\n2",x\r\n\r\n3,y\r\n'));
  expect(table.rows.map(({ line, cells }) => [line, cells[1]])).toEqual([
    [2, 'x'],
    [5, 'y'],
  ]);
});

test('an empty file, one without rows and half a card are refused with the reason', async () => {
  for (const [text, reason] of [
    ['', 'empty'],
    ['Nome;Telefone\n', 'empty'],
    ['BEGIN:VCARD\nFN:x\n', 'badVcard'],
  ] as const) {
    const error: unknown = await readImportFile(Buffer.from(text)).catch((caught: unknown) => caught);
    expect(error instanceof Refusal && error.problem).toEqual({ code: 'import.unreadable', reason });
  }
});

test('INB-13 an import that was cut off goes on after the last whole batch, and doubles nobody', async () => {
  await using desk = await importDesk({ works: false });
  const lines = Array.from({ length: 1_200 }, (_, n) => `Contato de teste ${n};+55119${10_000_000 + n}`);
  const { importId } = await desk.open(`Nome;Telefone\n${lines.join('\n')}`);
  await desk.start(importId);
  await desk.inside((trx) => importBatch(trx, desk.companyId, importId));
  // Killed in the middle of the second: nothing of it stands.
  await desk
    .inside(async (trx) => {
      await importBatch(trx, desk.companyId, importId);
      throw new Error('killed');
    })
    .catch(() => undefined);
  expect(await desk.state(importId)).toMatchObject({ done: 500, created: 500 });
  while (await desk.inside((trx) => importBatch(trx, desk.companyId, importId)));
  expect(await desk.state(importId)).toMatchObject({ state: 'done', done: 1_200, created: 1_200, updated: 0 });
});

test('INB-13 a cancelled import keeps what is through, takes no more, and cannot be started again', async () => {
  await using desk = await importDesk({ works: false });
  const lines = Array.from({ length: 600 }, (_, n) => `Contato de teste ${n};+55119${20_000_000 + n}`);
  const { importId } = await desk.open(`Nome;Telefone\n${lines.join('\n')}`);
  await desk.start(importId);
  await desk.inside((trx) => importBatch(trx, desk.companyId, importId));
  await desk.inside((trx) => cancelImport(trx, desk.admin, importId));
  expect(await desk.inside((trx) => importBatch(trx, desk.companyId, importId))).toBe(false);
  expect(await desk.contacts()).toHaveLength(500);
  await expect(desk.start(importId)).rejects.toThrow('import.notWaiting');
});

test('INB-13 what the columns mean is remembered for the next file of the same columns', async () => {
  await using desk = await importDesk({ works: false });
  const { importId } = await desk.open('Coluna A;Coluna B\nx;y\n');
  await desk.inside((trx) =>
    startImport(trx, desk.admin, { importId, mapping: ['name', 'externalId'], country: 'MX' }),
  );
  const next = await desk.open('Coluna A;Coluna B\nz;w\n');
  expect(await desk.inside((trx) => previewImport(trx, desk.admin, next.importId))).toMatchObject({
    mapping: ['name', 'externalId'],
    country: 'MX',
    sample: [{ line: 2, cells: ['z', 'w'] }],
  });
});
