import { randomUUID } from 'node:crypto';
import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import { resourcesOf } from '../booking/index.ts';
import { type CredentialKeys, openCredentials, sealCredentials } from '../channels/index.ts';
import type { Trx } from '../db/index.ts';
import { deleteFeed, feedsOf, replaceFeed } from './feedStore.ts';
import { drawFeedToken, feedHash } from './feedToken.ts';

export type FeedAddress = { resourceId: string; path: string; createdAt: Date; lastReadAt: Date | null };
export const feedPath = (token: string): string => `/agenda/feeds/${token}.ics`;
const sealed = z.object({ token: z.string() });

/** The addresses under which calendars can be subscribed to, one a resource at most. */
export async function listFeeds(trx: Trx, { companyId }: Actor, keys: CredentialKeys): Promise<FeedAddress[]> {
  const feeds = await feedsOf(trx, companyId);
  return feeds.map(({ id, resourceId, createdAt, lastReadAt, ...feed }) => {
    const { token } = sealed.parse(openCredentials(keys, { companyId, channelId: id }, feed.sealed));
    return { resourceId, path: feedPath(token), createdAt, lastReadAt };
  });
}

/**
 * Makes a resource's private address; one that it had is over.
 * @throws Refusal `record.notFound`
 */
export async function makeFeed(
  trx: Trx,
  { companyId, userId }: Actor,
  keys: CredentialKeys,
  { resourceId }: { resourceId: string },
): Promise<{ path: string }> {
  const known = await resourcesOf(trx, companyId);
  if (!known.some(({ id }) => id === resourceId)) {
    throw new Refusal({ code: 'record.notFound', record: 'resource', id: resourceId });
  }
  const id = randomUUID();
  const token = drawFeedToken(companyId);
  await replaceFeed(trx, companyId, {
    id,
    resourceId,
    hash: feedHash(token),
    sealed: sealCredentials(keys, { companyId, channelId: id }, { token }),
    createdBy: userId,
  });
  return { path: feedPath(token) };
}

/** Whoever still has the address reads nothing more. One that is over already is a success. */
export async function revokeFeed(
  trx: Trx,
  { companyId }: Actor,
  { resourceId }: { resourceId: string },
): Promise<void> {
  await deleteFeed(trx, companyId, resourceId);
}
