import type { Api } from '../api/index.ts';

/** A channel as the settings list it. */
export type Channel = Awaited<ReturnType<Api['channels']['list']['query']>>['items'][number];

export const channelsKey = ['channels', 'list'] as const;
