import { type Collections, sendContent, sendLater } from '@balcao/replica/client';

type Said = Parameters<typeof sendContent>[1];

/** Sends at once, or keeps it for its time (epoch ms). */
export const sendAt = (collections: Collections, said: Said, dueAt: number | undefined): Promise<string> =>
  dueAt === undefined ? sendContent(collections, said) : sendLater(collections, { ...said, dueAt });
