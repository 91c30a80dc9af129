import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsIn } from './mentions.ts';

const PEOPLE = [
  { id: 'a', name: 'Pessoa Um' },
  { id: 'b', name: 'Pessoa Um Dois' },
  { id: 'c', name: 'Recepção' },
];
const called = (text: string) => mentionsIn(text, PEOPLE).map(({ userId }) => userId);

test('INB-16 a name after @ calls its bearer, the longest name first', () => {
  expect(called('veja @Pessoa Um Dois, por favor')).toEqual(['b']);
  expect(called('veja @Pessoa Um.')).toEqual(['a']);
  expect(called('@pessoa um e @RECEPCAO')).toEqual(['a', 'c']);
});

test('an address, a longer word and an unknown name call nobody', () => {
  for (const text of ['teste@recepção.local', '@recepçãozinha', '@ninguém', '@', 'Pessoa Um']) {
    expect(called(text)).toEqual([]);
  }
});

test('accents written apart are the same name', () => {
  expect(called('@Recepção'.normalize('NFD'))).toEqual(['c']);
});

test('what is marked begins with @ and lies within the text', () => {
  const part = fc.constantFrom('@', 'Pessoa', ' ', 'Um', 'Dois', 'recepção', 'x', '👍');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      for (const { start, end } of mentionsIn(text, PEOPLE)) {
        expect(text[start]).toBe('@');
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
