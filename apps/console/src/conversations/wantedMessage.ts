import { create } from 'zustand';

type Wanted = { conversationId: string; messageId: string };

/** The message that a search or a link leads to, until its conversation has shown it. A new object leads there again. */
export const useWantedMessage = create<{ wanted: Wanted | null }>()(() => ({ wanted: null }));

/** Says which message the conversation shall show when it is opened. */
export function leadTo(conversationId: string, messageId: string): void {
  useWantedMessage.setState({ wanted: { conversationId, messageId } });
}
