import { REPLICAS } from '@balcao/replica';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversationRow } from '../testing/rows.ts';
import { compareKeys } from '../window/orderedWindow.ts';
import { belongsTo, keyOfSort, runsOf } from './listPlan.ts';
import { FIRST_VIEW, SEGMENTS, SORTS } from './view.ts';

const ME = 'user-1';

const anyView = fc.record({
  segment: fc.constantFrom(...SEGMENTS),
  status: fc.constantFrom('open' as const, 'snoozed' as const, 'closed' as const),
  queueId: fc.constantFrom('', 'queue-1'),
  channelId: fc.constantFrom('', 'channel-1'),
  tagId: fc.constant(''),
  unread: fc.constant(false),
  sort: fc.constantFrom(...SORTS),
});

const anyRow = fc
  .record({
    assigneeId: fc.constantFrom('', ME, 'user-2'),
    status: fc.constantFrom('open' as const, 'snoozed' as const, 'closed' as const),
    queueId: fc.constantFrom('', 'queue-1'),
    channelId: fc.constantFrom('channel-1', 'channel-2'),
    priority: fc.integer({ min: 0, max: 3 }),
    lastActivityAt: fc.nat(50),
    dueAt: fc.nat(20),
    id: fc.uuid(),
  })
  .map(conversationRow);

test('every run of every view uses an index that the replica has, so that no list reads everything', () => {
  const indexes = REPLICAS.conversations.indexes.map((index) => index.join('+'));
  fc.assert(
    fc.property(anyView, (view) => {
      for (const run of runsOf(view, ME)) expect(indexes).toContain(run.index.join('+'));
    }),
  );
});

test('the runs of a view bring exactly the rows that belong to it, in the order of its sort', () => {
  fc.assert(
    fc.property(anyView, fc.array(anyRow, { maxLength: 30 }), (view, rows) => {
      const keyOf = keyOfSort(view.sort);
      const read = runsOf(view, ME).flatMap((run) =>
        rows
          .filter((row) => Object.entries(run.equals).every(([field, value]) => Reflect.get(row, field) === value))
          .sort((a, b) => Number(a[run.by]) - Number(b[run.by]) || (a.id < b.id ? -1 : 1)),
      );
      const expected = rows.filter((row) => belongsTo(row, view, ME)).sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
      expect(read).toEqual(expected);
    }),
  );
});

test('a conversation without the wanted tag does not belong to the view', () => {
  const view = { ...FIRST_VIEW, segment: 'all' as const, tagId: 'tag-1' };
  expect(belongsTo(conversationRow({ tags: ['tag-2'] }), view, ME)).toBe(false);
  expect(belongsTo(conversationRow({ tags: ['tag-2', 'tag-1'] }), view, ME)).toBe(true);
});
