import { breakerAfter, breakerDueAt } from '@balcao/domain';
import { outLaneKey } from '../../conversations/index.ts';
import type { Trx } from '../../db/index.ts';
import { addWork, type Lane, type LaneWorker } from '../../jobs/index.ts';
import { adapterOf } from '../adapters.ts';
import type { CredentialKeys } from '../credentials.ts';
import { accountOf } from '../store.ts';
import { tellBreaker } from './breakers.ts';
import { breakerOf, chooseProber, lockFlow, storeBreaker } from './flowStore.ts';

/**
 * Looks at an open breaker when it is due (INB-04): lets one message try, over all servers, and waits for what comes of
 * it. Messages themselves never ask: they are woken when it closes.
 */
export function flowLane(options: { credentialKeys: CredentialKeys }): LaneWorker {
  return {
    prefix: 'flow',
    run: async (lane) => {
      const channelId = lane.key.slice('flow:'.length);
      if (await mustAskFirst(lane, channelId)) {
        const { kind, account } = await lane.step((trx) =>
          accountOf(trx, options.credentialKeys, lane.companyId, channelId),
        );
        const outcome = await adapterOf(kind).validate(account);
        if (outcome.kind === 'invalid') {
          await lane.step((trx) => stillRefused(trx, lane.companyId, channelId, outcome.reason));
          return { nextDueAt: await lane.step((trx) => dueAt(trx, lane.companyId, channelId)) };
        }
      }
      return { nextDueAt: await lane.step((trx) => letOneTry(trx, lane.companyId, channelId, new Date())) };
    },
  };
}

/** An account that was not let in is asked for itself: no message needs to be risked. Nor where none waits. */
function mustAskFirst(lane: Lane, channelId: string): Promise<boolean> {
  return lane.step(async (trx) => {
    const breaker = await breakerOf(trx, lane.companyId, channelId);
    if (breaker.state !== 'open' || breaker.probeAt > Date.now()) return false;
    return breaker.cause === 'refused' || (await chooseProber(trx, lane.companyId, channelId, null)) === null;
  });
}

async function stillRefused(trx: Trx, companyId: string, channelId: string, reason: string): Promise<void> {
  const at = Date.now();
  const [code = '', ...detail] = reason.split(': ');
  const { breaker, proberId } = await lockFlow(trx, companyId, channelId);
  if (breaker.state !== 'open') return;
  await storeBreaker(trx, companyId, channelId, { breaker: breakerAfter(breaker, { type: 'due', at }), proberId });
  const type = breaker.cause === 'refused' ? ('refused' as const) : ('failed' as const);
  const told = { type, at, reason: { code, detail: detail.join(': ') }, conversationId: null };
  await tellBreaker(trx, companyId, channelId, told);
}

const dueAt = async (trx: Trx, companyId: string, channelId: string): Promise<Date | null> =>
  dateOf(breakerDueAt(await breakerOf(trx, companyId, channelId)));

/** @returns when to look again, should nobody have heard of the message by then. */
async function letOneTry(trx: Trx, companyId: string, channelId: string, now: Date): Promise<Date | null> {
  const { breaker, proberId } = await lockFlow(trx, companyId, channelId);
  let after = breakerAfter(breaker, { type: 'due', at: now.getTime() });
  if (after !== breaker && after.state === 'open') after = breakerAfter(after, { type: 'due', at: now.getTime() });
  if (after === breaker || after.state !== 'probing') return dateOf(breakerDueAt(breaker));
  const chosen = await chooseProber(trx, companyId, channelId, proberId);
  if (chosen === null) {
    // Nothing waits, and the platform just said that the account is well.
    await tellBreaker(trx, companyId, channelId, { type: 'succeeded', at: now.getTime() });
    return null;
  }
  await storeBreaker(trx, companyId, channelId, { breaker: after, proberId: chosen });
  await addWork(trx, companyId, [outLaneKey(chosen)]);
  return dateOf(breakerDueAt(after));
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
