import type { MacroAction } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTION_KINDS, actionOf, draftOf, emptyStep } from './draft.ts';

const id = fc.uuid({ version: 7 });
const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== '');
const reason = fc.string({ maxLength: 20 }).map((value) => value.trim());
const action: fc.Arbitrary<MacroAction> = fc.oneof(
  fc.record({ kind: fc.constantFrom('reply' as const, 'note' as const), text }),
  fc.record({ kind: fc.constant('tag' as const), tagIds: fc.array(id, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('assign' as const), userId: fc.option(id) }),
  fc.record({
    kind: fc.constant('transfer' as const),
    to: fc.oneof(
      fc.record({ kind: fc.constant('user' as const), userId: id }),
      fc.record({ kind: fc.constant('queue' as const), queueId: id }),
    ),
    reason,
  }),
  fc.record({ kind: fc.constant('snooze' as const), minutes: fc.option(fc.integer({ min: 1, max: 525_600 })) }),
  fc.record({ kind: fc.constant('close' as const), reason }),
);

test('an action that is opened for editing and left alone stays what it was', () => {
  fc.assert(
    fc.property(action, (one) => {
      expect(actionOf(draftOf(one, 0))).toEqual(one);
    }),
  );
});

test('a new step says that something is missing, where something is', () => {
  const whole = ACTION_KINDS.filter((kind) => actionOf(emptyStep(0, kind)) !== null);
  expect(whole).toEqual(['assign', 'snooze', 'close']);
});

test('half a minute is no time', () => {
  expect(actionOf({ ...emptyStep(0, 'snooze'), minutes: '0.5' })).toBeNull();
});
