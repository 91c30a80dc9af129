/** What stands in the chat: what the server told, and what still waits to get there. Pure; the widget draws it. */

export type Message = {
  id: string;
  clientId: string | null;
  from: 'visitor' | 'company';
  author: string;
  text: string;
  file: { url: string | null; name: string; mime: string } | null;
  at: number;
};
export type Unsent = {
  clientId: string;
  text: string;
  name: string;
  email: string;
  at: number;
  state: 'waiting' | 'failed';
};
export type Thread = { messages: readonly Message[]; unsent: readonly Unsent[] };

export const emptyThread: Thread = { messages: [], unsent: [] };

/** A message that is told again replaces itself; one of ours that arrived waits no more. */
export function withMessages(thread: Thread, told: readonly Message[]): Thread {
  const byId = new Map(thread.messages.map((message) => [message.id, message]));
  for (const message of told) byId.set(message.id, message);
  const messages = [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const arrived = new Set(messages.map((message) => message.clientId));
  return { messages, unsent: thread.unsent.filter(({ clientId }) => !arrived.has(clientId)) };
}

export function withUnsent(thread: Thread, unsent: Unsent): Thread {
  return { ...thread, unsent: [...thread.unsent.filter(({ clientId }) => clientId !== unsent.clientId), unsent] };
}
