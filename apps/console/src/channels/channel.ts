import type { Api } from '../api/index.ts';

/** A channel as the settings list it. */
export type Channel = Awaited<ReturnType<Api['channels']['list']['query']>>['items'][number];

/** What happened to one. */
export type ChannelEvent = Awaited<ReturnType<Api['channels']['log']['query']>>['items'][number];

export const channelsKey = ['channels', 'list'] as const;
export const logKey = (channelId: string) => ['channels', 'log', channelId] as const;

/** Until the first of the channels that have stopped will have tried again; `null` where none has. */
export function nextTryInMs(channels: readonly Channel[], now: number): number | null {
  const tries = channels.flatMap(({ stopped }) => (stopped ? [Date.parse(stopped.nextTryAt) - now] : []));
  return tries.length === 0 ? null : Math.max(1_000, Math.min(...tries) + 1_000);
}
