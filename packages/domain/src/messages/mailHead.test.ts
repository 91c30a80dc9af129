import { expect, test } from 'vitest';
import { COPIES_LIMIT } from './mail.ts';
import { copiesOf, EMPTY_MAIL_HEAD, headFault, headOf, isEmptyHead, othersOf, quotedLines } from './mailHead.ts';

const head = (own: object = {}) => ({ ...EMPTY_MAIL_HEAD, ...own });
const person = (address: string) => ({ address, name: '' });

test('whoever is in open copy is not in blind copy too, and is there once', () => {
  const typed = head({ cc: 'Ana@example.com, ana@example.com; b@example.com', bcc: 'B@example.com c@example.com' });
  expect(copiesOf(typed)).toEqual({ cc: ['ana@example.com', 'b@example.com'], bcc: ['c@example.com'] });
});

test('what is no address is told with its field, and too many copies are counted over both', () => {
  expect(headFault(head({ cc: 'a@example.com', bcc: 'a@example.com, ninguém' }))).toEqual({
    kind: 'badAddress',
    field: 'bcc',
    address: 'ninguém',
  });
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `p${from + n}@example.com`).join(', ');
  expect(headFault(head({ cc: many(0, COPIES_LIMIT) }))).toBeNull();
  expect(headFault(head({ cc: many(0, COPIES_LIMIT), bcc: many(50, 1) }))).toEqual({
    kind: 'tooManyCopies',
    limit: COPIES_LIMIT,
    count: COPIES_LIMIT + 1,
  });
  expect(headFault(head({ cc: ' , ;' }))).toBeNull();
});

test('spaces alone are no head', () => {
  expect(isEmptyHead(head({ subject: ' ' }))).toBe(true);
  expect(isEmptyHead(head({ bcc: 'a' }))).toBe(false);
});

test('an answer to all reaches everybody but whom it answers and ourselves', () => {
  const mail = {
    from: person('ana@example.com'),
    replyTo: person('Secretaria@example.com'),
    to: [person('Contato@clinica.example'), person('bia@example.com')],
    cc: [person('BIA@example.com'), person('secretaria@example.com')],
  };
  expect(othersOf(mail, 'contato@clinica.example')).toEqual(['ana@example.com', 'bia@example.com']);
  expect(othersOf({ ...mail, replyTo: null, to: [], cc: [] }, 'contato@clinica.example')).toEqual([]);
});

test('a mail that was written can be written again as it was typed', () => {
  const typed = head({ subject: 'Exames', cc: 'a@example.com, b@example.com', bcc: 'c@example.com' });
  const { cc, bcc } = copiesOf(typed);
  expect(headOf({ subject: typed.subject, cc: cc.map(person), bcc: bcc.map(person) })).toEqual(typed);
});

test('what is repeated stands behind a mark, one more a level, and an empty line has no space at its end', () => {
  expect(quotedLines('Um\r\n\n> Dois')).toBe('> Um\n>\n>> Dois');
});
