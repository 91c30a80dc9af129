import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isComment, RATINGS, ratingAnswerId, ratingIn, ratingOfAnswer } from './rating.ts';

test.each([
  ['5', 5, ''],
  [' 4 ', 4, ''],
  ['5 estrelas!!', 5, ''],
  ['5 Estrelas!! Muito bom', 5, 'Muito bom'],
  ['nota 3', 3, ''],
  ['Minha nota é 2.', 2, ''],
  ['cinco', 5, ''],
  ['Três estrelas', 3, ''],
  ['4/5', 4, ''],
  ['5 de 5', 5, ''],
  ['5, atendimento ótimo', 5, 'atendimento ótimo'],
  ['⭐⭐⭐⭐', 4, ''],
  ['★★★ bom', 3, 'bom'],
  ['2 stars', 2, ''],
  ['cuatro estrellas', 4, ''],
])('QUE-11 %j is a rating of %i', (text, rating, comment) => {
  expect(ratingIn(text)).toEqual({ rating, comment });
});

test.each([
  '',
  '0',
  '6',
  '10',
  '15h',
  '3 pessoas para amanhã',
  '5 horas pode?',
  'obrigado',
  '4.5',
  '5,5',
  '1234',
  'umas 3',
])('%j is none', (text) => {
  expect(ratingIn(text)).toBeNull();
});

test('whatever is written, it is a rating from 1 to 5 or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const found = ratingIn(text);
      return found === null || RATINGS.includes(found.rating);
    }),
  );
});

test('an answer to touch carries its ticket there and back, and nothing else does', () => {
  const ticketId = '0190c0de-0000-7000-8000-000000000001';
  for (const rating of RATINGS) expect(ratingOfAnswer(ratingAnswerId(ticketId, rating))).toEqual({ ticketId, rating });
  for (const id of ['rating:x:5', `rating:${ticketId}:6`, `${ticketId}:5`, '']) expect(ratingOfAnswer(id)).toBeNull();
});

test('a question after a rating is no comment', () => {
  expect(isComment('Foi ótimo')).toBe(true);
  for (const text of ['', ' ', 'Posso remarcar?', 'a'.repeat(501)]) expect(isComment(text)).toBe(false);
});
