import { expect, test } from 'vitest';
import { callingAt, matching } from './calling.ts';

test('a name is called from the @ to the caret', () => {
  expect(callingAt('veja @', 6)).toEqual({ start: 5, query: '' });
  expect(callingAt('veja @Pessoa U e mais', 14)).toEqual({ start: 5, query: 'Pessoa U' });
});

test('an address, a text without @ and a line after it call nobody', () => {
  expect(callingAt('teste@demo', 10)).toBeNull();
  expect(callingAt('veja', 4)).toBeNull();
  expect(callingAt('@Pessoa\nmais', 12)).toBeNull();
});

test('people are found by any of their names, without accents, whole names first', () => {
  const people = [{ name: 'Um Ágil' }, { name: 'Agil Dois' }, { name: 'Outra' }];
  expect(matching(people, 'ÁGI').map(({ name }) => name)).toEqual(['Agil Dois', 'Um Ágil']);
  expect(matching(people, 'gil')).toEqual([]);
});
