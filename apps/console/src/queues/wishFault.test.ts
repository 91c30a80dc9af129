import { type QueueWish, queueWish, withDistribution } from '@balcao/domain';
import { expect, test } from 'vitest';
import { newQueue } from './queues.ts';
import { wishFault } from './wishFault.ts';

const usual = { simultaneousLimit: 5, abandonedAfterSeconds: 600 };
const whole: QueueWish = { ...newQueue(usual), name: 'Fila de teste' };
const noon = { from: '08:00', to: '12:00' };
const christmas = { date: '2026-12-25', name: 'Natal', spans: [] };
const member = { userId: '0190c0de-0000-7000-8000-000000000001', weight: 1, skills: [], supervisor: false };

test('a queue that can be saved has no fault', () => {
  expect(wishFault({ ...whole, exceptions: [christmas], members: [member] })).toBeNull();
});

test.each<[string, Partial<QueueWish>, object]>([
  ['no name', { name: ' ' }, { kind: 'field', field: 'name' }],
  ['nobody may have any', { simultaneousLimit: 0 }, { kind: 'field', field: 'limit' }],
  ['an urgency that is none', { priority: 11 }, { kind: 'field', field: 'priority' }],
  ['a promise of no time', { firstResponseSeconds: 0 }, { kind: 'field', field: 'minutes' }],
  ['no weight', { members: [{ ...member, weight: 0 }] }, { kind: 'field', field: 'weight' }],
  ['a skill too long', { members: [{ ...member, skills: ['x'.repeat(41)] }] }, { kind: 'field', field: 'skills' }],
  ['a day without a name', { exceptions: [{ ...christmas, name: '' }] }, { kind: 'hours', fault: 'unfinished' }],
  ['a day without a date', { exceptions: [{ ...christmas, date: '' }] }, { kind: 'hours', fault: 'unfinished' }],
  ['a day twice', { exceptions: [christmas, christmas] }, { kind: 'hours', fault: 'twice' }],
  ['hours that overlap', { exceptions: [{ ...christmas, spans: [noon, noon] }] }, { kind: 'hours', fault: 'badSpans' }],
])('%s is told', (_name, part, fault) => {
  expect(wishFault({ ...whole, ...part })).toEqual(fault);
});

test('what is sent is what the server takes', () => {
  expect(queueWish.safeParse(whole).success).toBe(true);
});

test('QUE-06 nobody is given up on where people pull for themselves, unless it was set', () => {
  const manual = withDistribution(whole, 'manual', usual);
  expect(manual).toMatchObject({ distribution: 'manual', abandonedAfterSeconds: null });
  expect(withDistribution(manual, 'least_busy', usual)).toMatchObject({ abandonedAfterSeconds: 600 });
  const own = { ...whole, abandonedAfterSeconds: 900 };
  expect(withDistribution(own, 'manual', usual)).toMatchObject({ abandonedAfterSeconds: 900 });
});
