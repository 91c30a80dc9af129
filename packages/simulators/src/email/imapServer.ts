import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { fetchAnswer, readDay, setHolds } from './imapFetch.ts';
import { createCommandReader } from './imapLines.ts';
import type { Mailbox } from './mailbox.ts';

/**
 * A mailbox behind IMAP (RFC 9051 and 3501, as far as a reader of one folder needs them): sign-in, one INBOX that is only
 * read, search by UID and day, whole mails, and IDLE, in which arrivals are told at once.
 */
export type ImapServer = {
  server: Server;
  /** Every connection ends without a word, as when a router forgets them. */
  disconnect(): void;
  close(): Promise<void>;
};

const CAPABILITIES = 'IMAP4rev1 LITERAL+ SASL-IR ID IDLE NAMESPACE UIDPLUS UNSELECT';

export async function startImap(options: {
  port: number;
  host: string;
  mailbox: Mailbox;
  isUser(user: string, password: string): boolean;
}): Promise<ImapServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, options.mailbox, options.isUser);
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const disconnect = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    server,
    disconnect,
    close: async () => {
      disconnect();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, mailbox: Mailbox, isUser: (user: string, password: string) => boolean): void {
  let isIn = false;
  let isOpen = false;
  let idling: string | null = null;
  let authenticating: string | null = null;
  let told = 0;
  const say = (line: string | Buffer) => socket.write(typeof line === 'string' ? `${line}\r\n` : line);
  const tellArrivals = () => {
    if (!isOpen || mailbox.mails.length === told) return;
    told = mailbox.mails.length;
    say(`* ${told} EXISTS`);
  };
  const forget = mailbox.onArrival(() => idling !== null && tellArrivals());
  socket.on('close', forget);

  const signIn = (tag: string, user: string, password: string) => {
    isIn = isUser(user, password);
    say(
      isIn
        ? `${tag} OK [CAPABILITY ${CAPABILITIES}] signed in`
        : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`,
    );
  };
  const signInPlain = (tag: string, response: string) => {
    const [, user = '', password = ''] = Buffer.from(response, 'base64').toString('utf8').split('\0');
    signIn(tag, user, password);
  };

  const COMMANDS: Record<string, (tag: string, args: string[]) => void> = {
    CAPABILITY: (tag) => {
      say(`* CAPABILITY ${CAPABILITIES} AUTH=PLAIN`);
      say(`${tag} OK`);
    },
    ID: (tag) => {
      say('* ID ("name" "Balcao simulator")');
      say(`${tag} OK`);
    },
    NOOP: (tag) => {
      tellArrivals();
      say(`${tag} OK`);
    },
    LOGOUT: (tag) => {
      say('* BYE');
      say(`${tag} OK`);
      socket.end();
    },
    LOGIN: (tag, [user = '', password = '']) => signIn(tag, user, password),
    AUTHENTICATE: (tag, [, response]) => {
      if (response) return signInPlain(tag, response);
      authenticating = tag;
      say('+ ');
    },
    NAMESPACE: (tag) => {
      say('* NAMESPACE (("" "/")) NIL NIL');
      say(`${tag} OK`);
    },
    LIST: (tag) => {
      say('* LIST (\\HasNoChildren) "/" INBOX');
      say(`${tag} OK`);
    },
    SELECT: (tag) => open(tag),
    EXAMINE: (tag) => open(tag),
    UNSELECT: (tag) => {
      isOpen = false;
      say(`${tag} OK`);
    },
    IDLE: (tag) => {
      idling = tag;
      say('+ idling');
      tellArrivals();
    },
    UID: (tag, [command = '', ...args]) => {
      if (command.toUpperCase() === 'SEARCH') return search(tag, args);
      if (command.toUpperCase() === 'FETCH') return fetch(tag, args);
      say(`${tag} BAD UID ${command} is not known here`);
    },
  };
  COMMANDS.CLOSE = COMMANDS.UNSELECT as (tag: string) => void;

  function open(tag: string): void {
    isOpen = true;
    told = mailbox.mails.length;
    say('* FLAGS (\\Seen)');
    say(`* ${told} EXISTS`);
    say(`* OK [UIDVALIDITY ${mailbox.uidValidity}]`);
    say(`* OK [UIDNEXT ${mailbox.uidNext}]`);
    say(`${tag} OK [READ-ONLY] INBOX`);
  }

  function search(tag: string, args: string[]): void {
    const highest = mailbox.mails.at(-1)?.uid ?? 0;
    const [key = 'ALL', value = ''] = args;
    const holds = setHolds(value, highest);
    const since = readDay(value);
    const found = mailbox.mails.filter(({ uid, receivedAt }) =>
      key.toUpperCase() === 'UID' ? holds(uid) : key.toUpperCase() === 'SINCE' ? receivedAt >= since : true,
    );
    say(['* SEARCH', ...found.map(({ uid }) => uid)].join(' '));
    say(`${tag} OK`);
  }

  function fetch(tag: string, [set = '', ...wanted]: string[]): void {
    const holds = setHolds(set, mailbox.mails.at(-1)?.uid ?? 0);
    for (const [index, mail] of mailbox.mails.entries()) {
      if (holds(mail.uid)) say(fetchAnswer(index + 1, mail, wanted.join(' ')));
    }
    tellArrivals();
    say(`${tag} OK`);
  }

  const read = createCommandReader(
    (parts) => {
      const [tag = '', name = '', ...args] = parts;
      if (authenticating !== null) {
        const waiting = authenticating;
        authenticating = null;
        return signInPlain(waiting, tag);
      }
      if (idling !== null) {
        if (tag.toUpperCase() === 'DONE') say(`${idling} OK`);
        idling = null;
        return;
      }
      const command = COMMANDS[name.toUpperCase()];
      const isFree = ['CAPABILITY', 'ID', 'NOOP', 'LOGOUT', 'LOGIN', 'AUTHENTICATE'].includes(name.toUpperCase());
      if (!command) say(`${tag} BAD ${name} is not known here`);
      else if (!isIn && !isFree) say(`${tag} NO sign in first`);
      else command(tag, args);
    },
    () => say('+ go on'),
  );
  socket.on('data', read);
  say(`* OK [CAPABILITY ${CAPABILITIES} AUTH=PLAIN] ready`);
}
