import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomField } from './customFields.ts';
import { csvCell, delimiterOf, readCell } from './importFile.ts';
import { type ImportTarget, readImportRow, suggestMapping } from './importRow.ts';
import { readVcards } from './vcard.ts';

const plano: CustomField = {
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Plano',
  fieldKind: 'choice',
  options: ['Unimed'],
};
const read = (mapping: ImportTarget[], cells: string[]) =>
  readImportRow(cells, { columns: mapping, mapping, country: 'BR', fields: [plano] });

test('INB-13 a line says a contact, in the words and numbers that people write', () => {
  const mapping: ImportTarget[] = ['name', 'phone', 'email', 'status', 'tags', 'optIn', 'score', `custom:${plano.id}`];
  const cells = ['Contato de teste', '(11) 90000-0031', 'a@example.com', 'Cliente', 'vip, novo', 'não', '80', 'unimed'];
  expect(read(mapping, cells)).toEqual({
    contact: expect.objectContaining({
      name: 'Contato de teste',
      phones: ['+5511900000031'],
      emails: ['a@example.com'],
      status: 'customer',
      tags: ['vip', 'novo'],
      optIn: 'out',
      score: 80,
      custom: { [plano.id]: 'Unimed' },
    }),
  });
});

test('INB-13 a bad line says everything that is wrong with it, and one that names nobody says so', () => {
  expect(read(['phone', 'email', 'score'], ['12', 'x', '101'])).toEqual({
    problems: [
      { column: 'phone', code: 'badPhone', value: '12' },
      { column: 'email', code: 'badEmail', value: 'x' },
      { column: 'score', code: 'badNumber', value: '101' },
    ],
  });
  expect(read(['notes'], ['só notas'])).toEqual({ problems: [{ column: '', code: 'nobody', value: '' }] });
});

test('columns are known by their names in three languages, a field of the company by its own', () => {
  expect(suggestMapping(['Nome', 'Teléfono', 'E-mail', 'plano', 'Observações', 'Cor'], [plano])).toEqual([
    'name',
    'phone',
    'email',
    `custom:${plano.id}`,
    'notes',
    'ignore',
  ]);
});

test('the mark between cells is found, also with quoted others', () => {
  expect(delimiterOf('"a,b,c";d\n1;2')).toBe(';');
  expect(delimiterOf('a\tb')).toBe('\t');
  expect(delimiterOf('only')).toBe(';'); // one column: any mark does
});

test('no cell goes out as a formula, and each comes back as it was', () => {
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvCell(text);
      const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(bare).not.toMatch(/^[=+\-@\t\r]/);
      if (!/^'[=+\-@\t\r]/.test(text)) expect(readCell(bare)).toBe(text);
    }),
  );
});

test('INB-13 cards of both versions are read: folded lines, groups, parameters, escapes', () => {
  const text = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Teste;Contato;;;',
    'item1.TEL;TYPE="CELL,VOICE":+55 11 90000-',
    ' 0031',
    'NOTE:linha um\\nlinha\\, dois',
    'END:VCARD',
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Contato 4',
    'TEL;VALUE=uri:tel:+5511900000032',
    'EMAIL:b@example.com',
    'CATEGORIES:vip,novo',
    'END:VCARD',
    'BEGIN:VCARD',
    'FN:cortado',
  ].join('\r\n');
  const rows = readVcards(text);
  expect(rows?.map(({ line }) => line)).toEqual([1, 8]);
  expect(rows?.[0]?.cells.slice(0, 2)).toEqual(['Contato Teste', '+55 11 90000-0031']);
  expect(rows?.[0]?.cells[6]).toBe('linha um\nlinha, dois');
  expect(rows?.[1]?.cells).toEqual([
    'Contato 4',
    '+5511900000032',
    '',
    '',
    'b@example.com',
    '',
    '',
    'vip,novo',
    '',
    '',
  ]);
  expect(readVcards('nome;fone')).toBeNull();
});
