import { expect, test } from 'vitest';
import { best, score } from './matching.ts';

const ACTIONS = ['Encerrar conversa', 'Ir para Configurações', 'Escrever uma nota', 'Tema escuro'];

test.each([
  ['encerrar', 'Encerrar conversa'],
  ['configuracoes', 'Ir para Configurações'],
  ['NOTA', 'Escrever uma nota'],
  ['conversa enc', 'Encerrar conversa'],
  ['encv', 'Encerrar conversa'],
  ['escuro', 'Tema escuro'],
])('"%s" finds "%s" first', (query, action) => {
  expect(best(ACTIONS, (text) => text, query)[0]).toBe(action);
});

test('what has nothing of the query is not found', () => {
  expect(best(ACTIONS, (text) => text, 'xyz')).toEqual([]);
});

test('the beginning of a word counts more than its middle', () => {
  expect(score('Nota interna', 'nota')).toBeGreaterThan(score('Anotar', 'nota'));
});

test('without a query everything stays, in order', () => {
  expect(best(ACTIONS, (text) => text, ' ')).toEqual(ACTIONS);
});
