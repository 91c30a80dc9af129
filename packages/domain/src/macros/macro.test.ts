import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endsConversation, type MacroAction, macroProblem, needsServer } from './macro.ts';

const KINDS: MacroAction['kind'][] = ['reply', 'note', 'tag', 'assign', 'transfer', 'snooze', 'close'];
const actions = fc.array(fc.record({ kind: fc.constantFrom(...KINDS) }), { maxLength: 8 });

test('nothing is no macro', () => {
  expect(macroProblem([])).toEqual({ kind: 'empty' });
});

test('what could never be done is named by its place', () => {
  expect(macroProblem([{ kind: 'reply' }, { kind: 'close' }, { kind: 'tag' }])).toEqual({ kind: 'afterEnd', index: 2 });
});

test('in a sound macro the conversation leaves the desk with the last action or not at all', () => {
  fc.assert(
    fc.property(actions, (list) => {
      fc.pre(macroProblem(list) === null);
      expect(endsConversation(list.slice(0, -1))).toBe(false);
    }),
  );
});

test('only what gives a conversation to somebody needs the server', () => {
  expect(KINDS.filter((kind) => needsServer([{ kind }]))).toEqual(['assign', 'transfer']);
});
