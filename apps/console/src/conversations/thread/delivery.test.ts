import { MESSAGE_STATUSES } from '@balcao/domain';
import { expect, test } from 'vitest';
import { messageRow } from '../testing/rows.ts';
import { deliveryOf, failureKey } from './delivery.ts';

test('what came in has no delivery mark', () => {
  expect(deliveryOf(messageRow())).toEqual({ kind: 'none' });
});

test('every status that the platform knows has a mark of its own', () => {
  const kinds = MESSAGE_STATUSES.map((status) => deliveryOf(messageRow({ direction: 'out', status })).kind);
  expect(kinds).toEqual(['waiting', 'unknown', 'sent', 'delivered', 'read', 'failed']);
});

test('a read message says when it was read', () => {
  expect(deliveryOf(messageRow({ direction: 'out', status: 'read', sentAt: 1, deliveredAt: 2, readAt: 3 }))).toEqual({
    kind: 'read',
    at: 3,
  });
});

test.each([
  ['131047', 'windowClosed'],
  ['131026', 'undeliverable'],
  ['contact.unreachable', 'noNumber'],
  ['connection.ECONNREFUSED', 'connection'],
  ['http.502', 'connection'],
  ['email.5.1.1', 'mailAddress'],
  ['email.552', 'mailFull'],
  ['email.5.7.1', 'mailRefused'],
  ['email.451', 'mailServer'],
  ['sms.30003', 'smsUnreachable'],
  ['messenger.10', 'metaWindow'],
  ['999999', 'other'],
])('the failure %s is told as %s', (code, key) => {
  expect(failureKey(code)).toBe(key);
});
