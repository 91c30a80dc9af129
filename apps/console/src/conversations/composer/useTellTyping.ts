import { capabilitiesOf } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { useCallback, useRef } from 'react';
import { useApi } from '../../api/index.ts';

/** The platform shows it for 25 s. Lower: more calls. Higher: it goes out while somebody still writes. */
const TOLD_FOR_MS = 15_000;

/** Lets the contact see that somebody writes. Call it with each change of a reply; what fails is not worth a word. */
export function useTellTyping(conversation: ConversationRow): () => void {
  const api = useApi();
  const toldAt = useRef(0);
  const { id, channelKind } = conversation;
  return useCallback(() => {
    const now = Date.now();
    if (!capabilitiesOf(channelKind).tellsTyping || now - toldAt.current < TOLD_FOR_MS) return;
    toldAt.current = now;
    api.channels.typing.mutate({ conversationId: id }).catch(() => undefined);
  }, [api, id, channelKind]);
}
