import { expect, test } from 'vitest';
import { hueOf, initials } from './initials.ts';

test.each([
  ['Contato de teste 04', '04'],
  ['Visitante do site', 'VS'],
  ['Atendente 1 (demo)', 'A1'],
  ['Érica', 'É'],
  ['+55 11 90000-0011', '11'],
  ['', '?'],
  ['🙂', '?'],
])('the initials of "%s" are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test('an id keeps its hue, and different ids spread over all eight', () => {
  expect(hueOf('a')).toBe(hueOf('a'));
  expect(new Set(Array.from({ length: 100 }, (_, index) => hueOf(`id-${index}`))).size).toBe(8);
});
