/**
 * Sends outgoing webhooks: one lane an address, so that a slow receiver waits for itself alone; several deliveries at a
 * time inside it, so order is not promised. What was sent and not yet noted when a process dies is sent once more, with
 * the same id.
 */
import { isGivenUp, webhookRetryMs } from '@balcao/domain';
import type { CredentialKeys } from '../channels/index.ts';
import type { Log, Trx } from '../db/index.ts';
import type { Lane, LaneWorker } from '../jobs/index.ts';
import { attempt, type Outcome } from './attempt.ts';
import { entryOf } from './attemptLog.ts';
import { tellDisabled } from './disabled.ts';
import { openSecret } from './secrets.ts';
import { signedHeaders } from './sign.ts';
import {
  type Delivery,
  dueDeliveries,
  type Endpoint,
  endpointById,
  nextDueAt,
  settleAttempt,
  updateEndpoint,
} from './store.ts';

const PREFIX = 'hook';
export const hookLaneKey = (endpointId: string): string => `${PREFIX}:${endpointId}`;

/** At a time to one address. Higher: a small receiver is overrun. Lower: one that answers slowly falls behind. */
const AT_A_TIME = 8;

export type HookOptions = {
  log: Log;
  credentialKeys: CredentialKeys;
  /** Development: receivers on this machine and plain http are fine. */
  open: boolean;
  answerWithinMs?: number;
  chance?: () => number;
};

type Done = { delivery: Delivery; outcome: Outcome; at: Date };

export function hookLane(options: HookOptions): LaneWorker {
  return {
    prefix: PREFIX,
    run: async (lane) => {
      const endpointId = lane.key.slice(PREFIX.length + 1);
      for (;;) {
        const work = await lane.step(async (trx) => {
          const endpoint = await endpointById(trx, lane.companyId, endpointId);
          if (endpoint?.state !== 'active') return null;
          const due = await dueDeliveries(trx, lane.companyId, endpointId, new Date(), AT_A_TIME);
          return { endpoint, due, next: due.length > 0 ? null : await nextDueAt(trx, lane.companyId, endpointId) };
        });
        // Paused or gone: what waits is woken with the address, or was deleted with it.
        if (work === null) return { nextDueAt: null };
        if (work.due.length === 0 || lane.stopping.aborted) return { nextDueAt: work.next };
        const secrets = secretsOf(options.credentialKeys, lane.companyId, work.endpoint);
        const done = await Promise.all(
          work.due.map((delivery) => send(lane, work.endpoint, secrets, delivery, options)),
        );
        await lane.step((trx) => settle(trx, lane.companyId, endpointId, done, options));
      }
    },
  };
}

function secretsOf(keys: CredentialKeys, companyId: string, endpoint: Endpoint): string[] {
  const { id: endpointId, secret, previousSecret, previousUntil } = endpoint;
  const isBoth = previousSecret !== null && previousUntil !== null && previousUntil > new Date();
  return [secret, ...(isBoth ? [previousSecret] : [])].map((sealed) =>
    openSecret(keys, { companyId, endpointId }, sealed),
  );
}

async function send(
  lane: Lane,
  { url }: Endpoint,
  secrets: string[],
  delivery: Delivery,
  options: HookOptions,
): Promise<Done> {
  const at = new Date();
  const { id, type, data, occurredAt } = delivery;
  const body = JSON.stringify({ type, timestamp: occurredAt.toISOString(), data });
  const outcome = await attempt({
    url,
    body,
    headers: signedHeaders({ id, at, body }, secrets),
    open: options.open,
    signal: lane.stopping,
    ...(options.answerWithinMs === undefined ? {} : { withinMs: options.answerWithinMs }),
  });
  return { delivery, outcome, at };
}

async function settle(
  trx: Trx,
  companyId: string,
  endpointId: string,
  done: readonly Done[],
  options: HookOptions,
): Promise<void> {
  const now = new Date();
  for (const { delivery, outcome, at } of done) {
    const entry = entryOf(outcome, at);
    if (isGood(outcome)) {
      await settleAttempt(trx, companyId, delivery, entry, { state: 'delivered', settledAt: now });
      continue;
    }
    const asked = outcome.kind === 'answered' ? outcome.retryAfterSeconds : null;
    const waitMs = isHopeless(outcome)
      ? null
      : webhookRetryMs(delivery.attempts + 1, asked, (options.chance ?? Math.random)());
    await settleAttempt(
      trx,
      companyId,
      delivery,
      entry,
      waitMs === null
        ? { state: 'failed', settledAt: now }
        : { state: 'waiting', nextAt: new Date(now.getTime() + waitMs) },
    );
  }
  await judge(trx, companyId, endpointId, done, now, options.log);
}

/** The address as a whole: one good answer clears it, three days without any switch it off, and so does "gone" (410). */
async function judge(
  trx: Trx,
  companyId: string,
  endpointId: string,
  done: readonly Done[],
  now: Date,
  log: Log,
): Promise<void> {
  if (done.some(({ outcome }) => isGood(outcome))) {
    return updateEndpoint(trx, companyId, endpointId, { failingSince: null, lastSuccessAt: now });
  }
  const endpoint = await endpointById(trx, companyId, endpointId, { lock: true });
  if (endpoint?.state !== 'active') return;
  const isGone = done.some(({ outcome }) => outcome.kind === 'answered' && outcome.status === 410);
  const failingSince = endpoint.failingSince ?? now;
  if (!isGone && !isGivenUp(failingSince.getTime(), now.getTime())) {
    return updateEndpoint(trx, companyId, endpointId, { failingSince });
  }
  const disabledFor = isGone ? 'gone' : 'failing';
  await updateEndpoint(trx, companyId, endpointId, { failingSince, state: 'disabled', disabledFor });
  await tellDisabled(trx, companyId, { endpointId, url: endpoint.url, reason: disabledFor });
  log.warn(
    { event: 'webhook.disabled', company: companyId, endpoint: endpointId, reason: disabledFor },
    'an outgoing webhook was switched off',
  );
}

const isGood = (outcome: Outcome) => outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
/** Trying again changes nothing. */
const isHopeless = (outcome: Outcome) =>
  outcome.kind === 'answered' ? outcome.status === 410 : outcome.why === 'tooLarge';
