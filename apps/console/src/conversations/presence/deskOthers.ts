import type { DeskPresent } from '@balcao/replica';
import { sameValue } from '@balcao/replica';
import { useEffect } from 'react';
import { create } from 'zustand';
import { useReplica } from '../../replica/index.ts';

type Others = ReadonlyMap<string, readonly DeskPresent[]>;

const useDesk = create<{ others: Others }>(() => ({ others: new Map() }));
const NOBODY: readonly DeskPresent[] = [];

/** Colleagues who have a conversation open, whichever is on this screen. */
export const useDeskOthers = (conversationId: string): readonly DeskPresent[] =>
  useDesk(({ others }) => others.get(conversationId) ?? NOBODY);

/** Hears who is where for as long as a list of conversations stands here. */
export function useFollowDesk(): void {
  const replica = useReplica();
  useEffect(() => {
    const following = replica.desk$.subscribe((present) =>
      useDesk.setState(({ others }) => ({ others: byConversation(present, others) })),
    );
    return () => {
      following.unsubscribe();
      useDesk.setState({ others: new Map() });
    };
  }, [replica]);
}

/** Whoever stays as they were keep their list, so that only rows in which something changed are drawn anew. */
export function byConversation(present: readonly DeskPresent[], before: Others): Others {
  const others = new Map<string, DeskPresent[]>();
  for (const one of present) others.set(one.conversationId, [...(others.get(one.conversationId) ?? []), one]);
  return new Map(
    [...others].map(([id, now]) => {
      const same = before.get(id);
      return [id, same && sameValue(same, now) ? same : now];
    }),
  );
}
