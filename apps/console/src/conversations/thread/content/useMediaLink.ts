import type { Media } from '@balcao/domain';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/index.ts';
import { useSyncKind } from '../../../replica/index.ts';

/** Where the file of a message can be shown from. */
export type MediaLink =
  | { kind: 'ready'; url: string; smallUrl: string }
  | { kind: 'loading' }
  /** The server is still fetching it from the platform. */
  | { kind: 'arriving' }
  /** Not fetched before, and there is no connection. */
  | { kind: 'offline' }
  | { kind: 'lost' | 'program' | 'tooLarge' }
  | { kind: 'failed'; retry: () => void };

/** Links expire; a new one is asked for this long before, so that none expires while it is used. */
const MARGIN_MS = 60_000;

export function useMediaLink(media: Media): MediaLink {
  const api = useApi();
  const isOffline = useSyncKind() === 'offline';
  const query = useQuery({
    queryKey: ['media', media.mediaId],
    queryFn: () => api.media.link.query({ mediaId: media.mediaId }),
    enabled: media.state === 'stored',
    staleTime: ({ state }) => (state.data ? Math.max(0, expiryOf(state.data.expiresAt) - MARGIN_MS - Date.now()) : 0),
    networkMode: 'always', // the socket says whether there is a connection; the browser often does not know
    retry: 1,
  });
  if (media.state === 'pending') return { kind: 'arriving' };
  if (media.state === 'failed') return { kind: media.lostFor ?? 'lost' };
  if (query.data) return { kind: 'ready', url: query.data.url, smallUrl: query.data.smallUrl };
  if (query.isPending && !isOffline) return { kind: 'loading' };
  if (isOffline) return { kind: 'offline' };
  return { kind: 'failed', retry: () => void query.refetch() };
}

const expiryOf = (expiresAt: string | number | Date): number => new Date(expiresAt).getTime();
