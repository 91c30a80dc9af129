import type { ConversationRow } from '@balcao/replica';
import { useCallback } from 'react';
import { useReplica } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { useWindow } from '../window/useWindow.ts';
import { ConversationGrid } from './ConversationGrid.tsx';
import { openConversationList } from './conversationList.ts';
import { ListState } from './ListState.tsx';
import type { ConversationView } from './view.ts';

type Props = {
  view: ConversationView;
  openId: string | null;
  /** Hits of a search stand in its place: it goes on, undrawn, and is there at once when they go. */
  isCovered: boolean;
  onOpen: (conversationId: string) => void;
  onEnter: () => void;
  onOrder: (rows: readonly ConversationRow[]) => void;
  onClear: () => void;
};

/** The conversations of a view as they change. Apart from what stands around them: each portion of a sync draws it anew. */
export function LiveList({ view, openId, isCovered, onOpen, onEnter, onOrder, onClear }: Props) {
  const replica = useReplica();
  const me = useUser().id;
  const viewKey = JSON.stringify(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view by what it says, not by its object
  const open = useCallback(() => openConversationList(replica, view, me), [replica, viewKey, me]);
  const live = useWindow(open, [open]);
  const more = useCallback(() => live?.source.more(), [live?.source]);
  if (isCovered) return null;
  return (
    <ListState list={live?.state ?? null} view={view} onRetry={more} onClear={onClear}>
      {(list) => (
        <ConversationGrid
          list={list}
          viewKey={viewKey}
          openId={openId}
          onOpen={onOpen}
          onEnter={onEnter}
          onMore={more}
          onOrder={onOrder}
        />
      )}
    </ListState>
  );
}
