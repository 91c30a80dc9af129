/**
 * How often one may call (PLAT-06): each API key, all keys of a company together, and each signed-in device. In memory,
 * so n processes allow n times as much: these protect the house from one guest, they are no plan's quota.
 */
import { Refusal } from '@balcao/domain';
import type { Caller } from '../auth/index.ts';
import { addressLimit } from './addressLimit.ts';

const MINUTE_MS = 60_000;
/** Calls a minute. A console makes a few for each thing that its person does. */
export const CALLS_A_MINUTE = { key: 600, companysKeys: 1_800, session: 1_200 };

export type CallLimits = {
  /** @throws Refusal `request.tooMany` */
  admit(caller: Caller): void;
};

export function createCallLimits(most = CALLS_A_MINUTE, now: () => number = Date.now): CallLimits {
  const limit = (burst: number) => addressLimit({ burst, perMs: MINUTE_MS }, now);
  const [keys, companies, sessions] = [limit(most.key), limit(most.companysKeys), limit(most.session)];
  return {
    admit({ actor, by }) {
      const retryAfterSeconds =
        by.kind === 'session' ? sessions.take(by.sessionId) : (keys.take(by.keyId) ?? companies.take(actor.companyId));
      if (retryAfterSeconds !== null) throw new Refusal({ code: 'request.tooMany', retryAfterSeconds });
    },
  };
}
