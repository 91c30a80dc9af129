import { expect, test } from 'vitest';
import { localPlan } from './localRun.ts';

test('a macro is looked at as a whole: a gap in its last text stops it before its first action', () => {
  const plan = localPlan(
    [
      { kind: 'tag', tagIds: ['0198d1f0-0000-7000-8000-000000000001'] },
      { kind: 'reply', text: 'Escrevi para {{contact.email}}' },
    ],
    { 'contact.name': 'Contato de teste' },
  );
  expect(plan).toEqual({
    kind: 'stopped',
    problem: { code: 'macro.variableOpen', step: 2, variables: ['contact.email'] },
  });
});

test('texts are ready to be read, other actions as they are', () => {
  const plan = localPlan(
    [
      { kind: 'reply', text: 'Obrigado, {{contact.name}}!' },
      { kind: 'close', reason: 'Resolvido' },
    ],
    { 'contact.name': 'Contato de teste' },
  );
  expect(plan).toEqual({
    kind: 'ready',
    actions: [
      { kind: 'reply', text: 'Obrigado, Contato de teste!' },
      { kind: 'close', reason: 'Resolvido' },
    ],
  });
});
