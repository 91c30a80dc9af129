import { randomUUID } from 'node:crypto';
import { Refusal, WEBHOOK_TEST_TYPE, type WebhookEventType } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { CredentialKeys } from '../channels/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { addressProblem } from './addresses.ts';
import { settleDisabled } from './disabled.ts';
import { hookLaneKey } from './hookLane.ts';
import { sealSecret } from './secrets.ts';
import { drawSecret } from './sign.ts';
import {
  type Delivery,
  deleteEndpoint,
  deliveryById,
  type Endpoint,
  endpointById,
  insertDelivery,
  insertEndpoint,
  sendAgain,
  updateEndpoint,
} from './store.ts';

/** How secrets are sealed, and whether this machine's own addresses are fine (development). */
export type HookGround = { credentialKeys: CredentialKeys; open: boolean };

/** Both secrets sign for so long after a rotation: time to put the new one in place. */
export const ROTATION_HOURS = 24;
/** Each is a row written for every change of the company. */
const MOST_ENDPOINTS = 20;

/** @throws Refusal `record.notFound` */
export async function theEndpoint(trx: Trx, { companyId }: Actor, id: string): Promise<Endpoint> {
  const endpoint = await endpointById(trx, companyId, id, { lock: true });
  if (!endpoint) throw new Refusal({ code: 'record.notFound', record: 'webhook', id });
  return endpoint;
}

function refuseBadAddress(url: string, open: boolean): void {
  const message = addressProblem(url, open);
  if (message !== null) throw new Refusal({ code: 'input.invalid', issues: [{ path: 'url', message }] });
}

/** @returns the secret as well: shown now, and never again. @throws Refusal `input.invalid` */
export async function createEndpoint(
  trx: Trx,
  { companyId }: Actor,
  wish: { url: string; description: string; events: WebhookEventType[] },
  { credentialKeys, open }: HookGround,
): Promise<{ id: string; secret: string }> {
  refuseBadAddress(wish.url, open);
  const { count } = await trx
    .selectFrom('webhookEndpoint')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('companyId', '=', companyId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST_ENDPOINTS) {
    throw new Refusal({
      code: 'input.invalid',
      issues: [{ path: 'url', message: `there are ${MOST_ENDPOINTS} already` }],
    });
  }
  const id = randomUUID();
  const secret = drawSecret();
  const events = [...new Set(wish.events)];
  await insertEndpoint(trx, {
    companyId,
    id,
    ...wish,
    events,
    secret: sealSecret(credentialKeys, { companyId, endpointId: id }, secret),
  });
  return { id, secret };
}

export type EndpointEdit = {
  id: string;
  url?: string | undefined;
  description?: string | undefined;
  events?: WebhookEventType[] | undefined;
  isPaused?: boolean | undefined;
};

/** Switching on again also clears why it was switched off, and sends what waited. @throws Refusal `record.notFound`, `input.invalid` */
export async function editEndpoint(
  trx: Trx,
  actor: Actor,
  { id, isPaused, ...given }: EndpointEdit,
  { open }: HookGround,
): Promise<void> {
  if (given.url !== undefined) refuseBadAddress(given.url, open);
  await theEndpoint(trx, actor, id);
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const state =
    isPaused === undefined
      ? {}
      : { state: isPaused ? ('paused' as const) : ('active' as const), disabledFor: null, failingSince: null };
  if (Object.keys(change).length + Object.keys(state).length > 0)
    await updateEndpoint(trx, actor.companyId, id, { ...change, ...state });
  if (isPaused !== false) return;
  await settleDisabled(trx, actor.companyId, id);
  await addWork(trx, actor.companyId, [hookLaneKey(id)]);
}

/** @throws Refusal `record.notFound` */
export async function removeEndpoint(trx: Trx, { companyId }: Actor, id: string): Promise<void> {
  if (!(await deleteEndpoint(trx, companyId, id)))
    throw new Refusal({ code: 'record.notFound', record: 'webhook', id });
  await settleDisabled(trx, companyId, id);
}

/** A new secret; for ROTATION_HOURS both sign. @throws Refusal `record.notFound` */
export async function rotateSecret(
  trx: Trx,
  actor: Actor,
  id: string,
  { credentialKeys }: HookGround,
  now: Date,
): Promise<{ secret: string; previousUntil: Date }> {
  const endpoint = await theEndpoint(trx, actor, id);
  const secret = drawSecret();
  const previousUntil = new Date(now.getTime() + ROTATION_HOURS * 3_600_000);
  await updateEndpoint(trx, actor.companyId, id, {
    secret: sealSecret(credentialKeys, { companyId: actor.companyId, endpointId: id }, secret),
    previousSecret: endpoint.secret,
    previousUntil,
  });
  return { secret, previousUntil };
}

/** Sends an event that says nothing; its delivery tells how it went. @throws Refusal `record.notFound`, `webhook.notActive` */
export async function testEndpoint(trx: Trx, actor: Actor, id: string): Promise<{ deliveryId: string }> {
  const endpoint = await theEndpoint(trx, actor, id);
  if (endpoint.state !== 'active') throw new Refusal({ code: 'webhook.notActive', id });
  const { companyId } = actor;
  const deliveryId = await insertDelivery(trx, {
    companyId,
    endpointId: id,
    type: WEBHOOK_TEST_TYPE,
    data: { endpointId: id },
  });
  await addWork(trx, companyId, [hookLaneKey(id)]);
  return { deliveryId };
}

/** @throws Refusal `record.notFound` */
export async function theDelivery(trx: Trx, { companyId }: Actor, id: string, deliveryId: string): Promise<Delivery> {
  const delivery = await deliveryById(trx, companyId, id, deliveryId);
  if (!delivery) throw new Refusal({ code: 'record.notFound', record: 'webhookDelivery', id: deliveryId });
  return delivery;
}

/** Sends a delivery again, whatever became of it, with the id it had. @throws Refusal `record.notFound`, `webhook.notActive` */
export async function resendDelivery(trx: Trx, actor: Actor, id: string, deliveryId: string, now: Date): Promise<void> {
  const endpoint = await theEndpoint(trx, actor, id);
  await theDelivery(trx, actor, id, deliveryId);
  if (endpoint.state !== 'active') throw new Refusal({ code: 'webhook.notActive', id });
  await sendAgain(trx, actor.companyId, deliveryId, now);
  await addWork(trx, actor.companyId, [hookLaneKey(id)]);
}
