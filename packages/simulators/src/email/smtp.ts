import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Taken = { from: string; to: string[]; raw: Buffer };
/** What a mail server says of something; `null`: nothing is wrong with it. */
export type Objection = { status: number; text: string } | null;

export type SmtpOptions = {
  port: number;
  host: string;
  isUser(user: string, password: string): boolean;
  /** Asked for each recipient. */
  objectTo(recipient: string): Objection;
  /** Once the whole mail is there; `drop` ends the connection without an answer. */
  take(mail: Taken): Promise<Objection | 'drop'>;
};

/** A mail server that takes mails to be sent (RFC 5321, 6409), by the library that is made for it. */
export async function startSmtp(options: SmtpOptions): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    size: 35 * 1024 * 1024,
    logger: false,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      const user = username ?? '';
      if (options.isUser(user, password ?? '')) return done(null, { user });
      done(refusal({ status: 535, text: '5.7.8 Authentication credentials invalid' }));
    },
    onRcptTo({ address }, _session, done) {
      const objection = options.objectTo(address);
      done(objection && refusal(objection));
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((raw) => options.take({ from: mailFrom ? mailFrom.address : '', to, raw }))
        .then((objection) => {
          if (objection === null) return done(null, 'taken');
          if (objection !== 'drop') return done(refusal(objection));
          for (const connection of server.connections) connection.close();
        })
        .catch((error: Error) => done(error));
    },
  });
  server.on('error', () => {});
  const listening = server.listen(options.port, options.host);
  if (!listening.listening) await once(listening, 'listening');
  const address = listening.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = ({ status, text }: NonNullable<Objection>): Error =>
  Object.assign(new Error(text), { responseCode: status });
