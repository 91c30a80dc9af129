import { expect, test } from 'vitest';
import { participantsOf } from './participants.ts';

test('addresses are taken as people type them, each once, with the names that are known', () => {
  const known = [{ name: 'Participante de teste', email: 'a@example.com' }];
  expect(participantsOf(' a@example.com; b@example.com,\na@example.com ', known)).toEqual([
    known[0],
    { name: '', email: 'b@example.com' },
  ]);
  expect(participantsOf('', known)).toEqual([]);
  expect(participantsOf('a@example.com, nobody', known)).toBeNull();
});
