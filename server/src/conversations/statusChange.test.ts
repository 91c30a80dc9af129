import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Progress, progressAfter, type Report } from './statusChange.ts';

const pending: Progress = {
  status: 'pending',
  failure: null,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
};
const after = (...reports: Report[]): Progress => reports.reduce(progressAfter, pending);
const report = (status: Report['status'], at: number): Report => ({
  status,
  at,
  failure: status === 'failed' ? { code: `c${at}`, detail: '' } : null,
});

test('INB-19 a status that comes late never moves a message back', () => {
  expect(after(report('read', 3), report('sent', 1))).toMatchObject({ status: 'read', sentAt: 1, readAt: 3 });
});

test('a failure yields only to proof of delivery, and takes its reason along', () => {
  expect(after(report('failed', 2), report('sent', 1))).toMatchObject({ status: 'failed', failure: { code: 'c2' } });
  expect(after(report('failed', 2), report('delivered', 3))).toMatchObject({
    status: 'delivered',
    failure: null,
    failedAt: 2,
  });
  expect(after(report('delivered', 3), report('failed', 4))).toMatchObject({ status: 'delivered', failure: null });
});

test('reports in any order and any number end the same', () => {
  const reports = fc.array(
    fc.record({ status: fc.constantFrom('sent', 'delivered', 'read', 'failed'), at: fc.integer({ min: 1, max: 50 }) }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(reports, fc.infiniteStream(fc.nat()), (told, chance) => {
      const list = told.map(({ status, at }) => report(status, at));
      const shuffled = [...list, ...list]
        .map((each) => ({ each, order: chance.next().value }))
        .sort((a, b) => a.order - b.order)
        .map(({ each }) => each);
      expect(after(...shuffled)).toEqual(after(...list));
    }),
  );
});
