import type { Present } from '@balcao/replica';
import type { Presence } from '@balcao/replica/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useReplica } from '../../replica/index.ts';

export type PresenceHere = {
  /** Colleagues who have the conversation open now. Empty without a connection: nobody knows. */
  others: readonly Present[];
  /** At every stroke of a reply; what is told, and how often, is the replica's to decide. */
  typing: () => void;
  /** Sent, emptied, or left. */
  stoppedTyping: () => void;
};

const NOBODY: readonly Present[] = [];

/** Being in a conversation, and seeing who else is (SYNC-12), for as long as it stands open here. */
export function usePresence(conversationId: string): PresenceHere {
  const replica = useReplica();
  const [others, setOthers] = useState(NOBODY);
  const presence = useRef<Presence | null>(null);
  useEffect(() => {
    const here = replica.presence(conversationId);
    presence.current = here;
    const following = here.others$.subscribe(setOthers);
    return () => {
      following.unsubscribe();
      here.stoppedTyping();
      here.leave();
      presence.current = null;
      setOthers(NOBODY);
    };
  }, [replica, conversationId]);
  const typing = useCallback(() => presence.current?.typing(), []);
  const stoppedTyping = useCallback(() => presence.current?.stoppedTyping(), []);
  return { others, typing, stoppedTyping };
}
