import { expect, test } from 'vitest';
import { conversationRow } from '../testing/rows.ts';
import { changes } from './bulkPlan.ts';

const open = conversationRow({ status: 'open', tags: ['t1'], inboundCount: 2 });
const closed = conversationRow({ status: 'closed' });

test('what is so already is left alone', () => {
  expect(changes({ kind: 'tag', tagId: 't1' }, open, undefined)).toBe(false);
  expect(changes({ kind: 'untag', tagId: 't2' }, open, undefined)).toBe(false);
  expect(changes({ kind: 'close' }, closed, undefined)).toBe(false);
  expect(changes({ kind: 'tag', tagId: 't2' }, open, undefined)).toBe(true);
});

test('a closed conversation is not put away by a snooze, an open one is read once', () => {
  expect(changes({ kind: 'snooze', until: null }, closed, undefined)).toBe(false);
  expect(changes({ kind: 'snooze', until: null }, open, undefined)).toBe(true);
  expect(changes({ kind: 'read' }, open, undefined)).toBe(true);
});
