import { failureKey } from './delivery.ts';

/** Why a channel has stopped, as words know it (`conversations:channelTrouble.…`). */
export type Trouble =
  | 'credentials'
  | 'locked'
  | 'payment'
  | 'notRegistered'
  | 'platform'
  | 'connection'
  | 'mailLogin'
  | 'mailServer'
  | 'other';

/** @param statusReason of a channel in error: `code: what the platform said`. */
export function troubleIn(statusReason: string): { trouble: Trouble; detail: string } {
  const code = statusReason.split(':')[0]?.trim() ?? '';
  return { trouble: TROUBLES[failureKey(code)] ?? 'other', detail: statusReason };
}

const TROUBLES: Partial<Record<ReturnType<typeof failureKey>, Trouble>> = {
  credentials: 'credentials',
  accountLocked: 'locked',
  payment: 'payment',
  notRegistered: 'notRegistered',
  platform: 'platform',
  connection: 'connection',
  mailLogin: 'mailLogin',
  mailServer: 'mailServer',
};
