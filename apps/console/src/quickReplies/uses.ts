import { newRowId } from '@balcao/replica';
import { useEffect } from 'react';
import { z } from 'zod';
import { type Api, useApi } from '../api/index.ts';
import { useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';

/** A use that the server may not know yet. Nothing of a contact is in it, so it waits in clear. */
const kept = z.array(z.object({ id: z.uuid(), quickReplyId: z.uuid(), at: z.iso.datetime() }));
type Use = z.output<typeof kept>[number];

/** As the server takes them in one call; after a month offline the older ones are no loss. */
const MOST_KEPT = 500;
const listeners = new Set<() => void>();
const placeOf = (userId: string) => `balcao.replyUses.${userId}`;

function read(userId: string): Use[] {
  try {
    const parsed = kept.safeParse(JSON.parse(localStorage.getItem(placeOf(userId)) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return []; // not ours, or no storage
  }
}

function write(userId: string, uses: readonly Use[]): void {
  try {
    if (uses.length === 0) localStorage.removeItem(placeOf(userId));
    else localStorage.setItem(placeOf(userId), JSON.stringify(uses.slice(-MOST_KEPT)));
  } catch {
    // A full disk loses a count, no message.
  }
}

/** A reply went into a message. It is told when there is a connection. */
export function noteUse(userId: string, quickReplyId: string): void {
  write(userId, [...read(userId), { id: newRowId(), quickReplyId, at: new Date().toISOString() }]);
  for (const listener of listeners) listener();
}

/** Tells the server what was used; told twice, it counts once. What was not answered is told again at the next chance. */
async function tell(api: Api, userId: string): Promise<void> {
  const uses = read(userId);
  if (uses.length === 0) return;
  await api.quickReplies.used.mutate({ uses });
  const told = new Set(uses.map(({ id }) => id));
  write(
    userId,
    read(userId).filter(({ id }) => !told.has(id)),
  );
}

/** Once a screen on which replies are used. */
export function useTellUses(): void {
  const api = useApi();
  const { id } = useUser();
  const isLive = useSyncKind() === 'live';
  useEffect(() => {
    if (!isLive) return;
    const now = () => void tell(api, id).catch(() => {}); // again at the next use, or the next connection
    now();
    listeners.add(now);
    return () => void listeners.delete(now);
  }, [api, id, isLive]);
}
