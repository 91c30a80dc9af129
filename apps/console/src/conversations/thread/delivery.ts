import type { Failure } from '@balcao/domain';
import type { MessageRow } from '@balcao/replica';

/** How far an outbound message came, as its mark shows it. */
export type Delivery =
  | { kind: 'none' }
  | { kind: 'waiting' }
  | { kind: 'sent'; at: number | null }
  | { kind: 'delivered'; at: number | null }
  | { kind: 'read'; at: number | null }
  | { kind: 'failed'; failure: Failure }
  /** Nobody knows whether it went out (INB-20). */
  | { kind: 'unknown' };

type Sent = Pick<MessageRow, 'status' | 'failure' | 'sentAt' | 'deliveredAt' | 'readAt'>;

export function deliveryOf(row: Sent): Delivery {
  switch (row.status) {
    case '':
      return { kind: 'none' };
    case 'pending':
      return { kind: 'waiting' };
    case 'sent':
      return { kind: 'sent', at: row.sentAt };
    case 'delivered':
      return { kind: 'delivered', at: row.deliveredAt };
    case 'read':
      return { kind: 'read', at: row.readAt };
    case 'failed':
      return { kind: 'failed', failure: row.failure ?? { code: '', detail: '' } };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

/**
 * The message key that says a failure in words. Source of the codes: Meta, Cloud API error codes (checked 2026-11 against
 * david-lev/pywa `errors.py`, field-notes.md); codes without words of their own share the general ones.
 */
export function failureKey(code: string): FailureKey {
  if (/^(connection|http|answer)\./.test(code)) return 'connection';
  return FAILURES[code] ?? mailFailure(code) ?? 'other';
}

export type FailureKey =
  | 'windowClosed'
  | 'undeliverable'
  | 'noNumber'
  | 'toSelf'
  | 'notAllowed'
  | 'accountLocked'
  | 'notDelivered'
  | 'optedOut'
  | 'kind'
  | 'media'
  | 'noPublicAddress'
  | 'content'
  | 'pace'
  | 'credentials'
  | 'payment'
  | 'platform'
  | 'notRegistered'
  | 'template'
  | 'templateMissing'
  | 'templateVariables'
  | 'templateTooLong'
  | 'templatePaused'
  | 'templateDisabled'
  | 'original'
  | 'mailAddress'
  | 'mailFull'
  | 'mailTooLarge'
  | 'mailRefused'
  | 'mailLogin'
  | 'mailServer'
  | 'smsUnreachable'
  | 'smsInvalid'
  | 'smsFiltered'
  | 'smsStopped'
  | 'metaWindow'
  | 'metaPerson'
  | 'disconnected'
  | 'connection'
  | 'other';

/** Mail servers' enhanced status codes (RFC 3463), or SMTP's own (RFC 5321) where a server gives no other. */
function mailFailure(code: string): FailureKey | null {
  const status = /^email\.(.+)$/.exec(code)?.[1];
  if (status === undefined) return null;
  if (/^5\.1\.|^55[013]$|^returned$/.test(status)) return 'mailAddress';
  if (/^[45]\.2\.2$|^[45]52$/.test(status)) return 'mailFull';
  if (/^5\.(?:2\.3|3\.4)$/.test(status)) return 'mailTooLarge';
  return status.startsWith('4') ? 'mailServer' : 'mailRefused';
}

const FAILURES: Record<string, FailureKey> = {
  'channel.disconnected': 'disconnected',
  'contact.unreachable': 'noNumber',
  'media.noPublicAddress': 'noPublicAddress',
  '131047': 'windowClosed',
  '131026': 'undeliverable',
  '131021': 'toSelf',
  '131030': 'notAllowed',
  '131031': 'accountLocked',
  '368': 'accountLocked',
  '130497': 'accountLocked',
  '131049': 'notDelivered',
  '130472': 'notDelivered',
  '131050': 'optedOut',
  '131051': 'kind',
  '131052': 'media',
  '131053': 'media',
  '131008': 'content',
  '131009': 'content',
  '100': 'content',
  '131056': 'pace',
  '130429': 'pace',
  '131048': 'pace',
  '80007': 'pace',
  '4': 'pace',
  '0': 'credentials',
  '3': 'credentials',
  '10': 'credentials',
  '190': 'credentials',
  'email.login': 'mailLogin',
  'email.smtpLogin': 'mailLogin',
  'email.imap': 'mailServer',
  'email.smtp': 'mailServer',
  'messenger.10': 'metaWindow',
  'messenger.551': 'metaPerson',
  'messenger.100': 'metaPerson',
  'sms.21211': 'smsInvalid',
  'sms.21614': 'smsInvalid',
  'sms.30005': 'smsInvalid',
  'sms.30006': 'smsInvalid',
  'sms.30003': 'smsUnreachable',
  'sms.30008': 'smsUnreachable',
  'sms.30007': 'smsFiltered',
  'sms.21610': 'smsStopped',
  'sms.30004': 'smsStopped',
  'messenger.190': 'credentials',
  'messenger.102': 'credentials',
  'sms.20003': 'credentials',
  'sms.20005': 'accountLocked',
  'whaticket.login.401': 'credentials',
  'whaticket.login.403': 'credentials',
  '131005': 'credentials',
  '131042': 'payment',
  '131000': 'platform',
  '131016': 'platform',
  '2': 'platform',
  '1': 'platform',
  '133010': 'notRegistered',
  '132000': 'templateVariables',
  '132001': 'templateMissing',
  '132005': 'templateTooLong',
  '132007': 'template',
  '132012': 'templateVariables',
  '132015': 'templatePaused',
  '132008': 'templateVariables',
  '132016': 'templateDisabled',
  '132068': 'template',
  '132069': 'template',
  'message.notThere': 'original',
};
