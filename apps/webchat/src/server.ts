import type { Message, Unsent } from './thread.ts';

/** The company's desk, as a page of another site reaches it. Addresses: server/src/channels/webchat/routes.ts and sockets.ts. */

export type Session = {
  token: string;
  companyId: string;
  greeting: string;
  color: string;
  attended: boolean;
  thread: { conversationId: string | null; isClosed: boolean; messages: Message[] };
};

/** Why something was not taken: `retry` may pass, `no` never does. */
export type Refused = { kind: 'retry' | 'tooMany' | 'no' };

export type Desk = {
  session(token: string | null): Promise<Session>;
  post(token: string, unsent: Unsent): Promise<'taken' | Refused>;
  upload(token: string, clientId: string, file: File): Promise<'taken' | Refused>;
  listen(session: Session, events: Events): Line;
  fileUrl(path: string): string;
};
export type Events = {
  message(message: Message): void;
  typing(): void;
  ended(): void;
  /** In line, 1 being next; `null`: no more. */
  place(position: number | null): void;
  online(isOnline: boolean): void;
};
export type Line = { read(until: number): void; typing(): void; close(): void };

/** Waits between attempts to come back, with chance in them: a server that restarts is not met by everybody at once. */
const LONGEST_WAIT_MS = 30_000;

export function deskAt(base: string, channelId: string): Desk {
  const path = `${base}/webchat/${channelId}`;

  async function send(address: string, init: RequestInit): Promise<'taken' | Refused> {
    try {
      const response = await fetch(address, { method: 'POST', ...init });
      if (response.ok) return 'taken';
      if (response.status === 429) return { kind: 'tooMany' };
      return { kind: response.status >= 500 || response.status === 408 ? 'retry' : 'no' };
    } catch {
      return { kind: 'retry' };
    }
  }

  return {
    async session(token) {
      const response = await fetch(`${path}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(token === null ? {} : { token }),
      });
      if (!response.ok) throw new Error(`session: ${response.status}`);
      return response.json();
    },
    post: (token, { clientId, text, name, email }) =>
      send(`${path}/messages`, {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ clientId, text, name, email }),
      }),
    upload: (token, clientId, file) =>
      send(`${path}/files?${new URLSearchParams({ clientId, name: file.name.slice(0, 200) || 'file' })}`, {
        headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${token}` },
        body: file,
      }),
    listen: (session, events) => listen(base, session, events),
    fileUrl: (filePath) => base + filePath,
  };
}

function listen(base: string, session: Session, events: Events): Line {
  const address = `${base.replace(/^http/, 'ws')}/ws/atendimento/${session.companyId}/${session.thread.conversationId ?? 'new'}/`;
  let socket: WebSocket | null = null;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function open(): void {
    socket = new WebSocket(address);
    socket.onopen = () => {
      attempts = 0;
      // Not in the address, which servers write into their logs.
      say({ type: 'auth', token: session.token });
      events.online(true);
    };
    socket.onmessage = ({ data }) => {
      const told = JSON.parse(String(data));
      if (told.type === 'new_message') events.message(told.data);
      if (told.type === 'typing') events.typing();
      if (told.type === 'session_ended') events.ended();
      if (told.type === 'queue_position') events.place(told.data.position);
    };
    socket.onclose = () => {
      if (closed) return;
      events.online(false);
      attempts += 1;
      timer = setTimeout(open, Math.random() * Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempts) + 200);
    };
  }
  const say = (words: object) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words));
  };
  open();
  return {
    read: (until) => say({ type: 'read', until }),
    typing: () => say({ type: 'typing' }),
    close() {
      closed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
