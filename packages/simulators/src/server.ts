import { join } from 'node:path';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import type { z } from 'zod';
import { createTimers, type Now } from './clock.ts';
import { ControlError, parsed } from './control.ts';
import { createEmail, type EmailInput, type EmailSimulator } from './email/index.ts';
import { createFaults, faultSchema, type StandingFault } from './faults.ts';
import { createMailbox } from './mail.ts';
import { phonePage } from './phonePage.ts';
import { createSmallPlatforms, type SmallAccounts } from './small/index.ts';
import {
  type Account,
  type AccountInput,
  accountSchema,
  createPlatform,
  mountWhatsApp,
  resume,
  type SettingsInput,
} from './whatsapp/index.ts';

export type SimulatorsOptions = {
  /** 0 takes a free one. */
  port: number;
  /** Loopback unless told otherwise: whoever reaches a simulator can write as anybody. */
  host?: string;
  /** One number, or several. What is left out has the value of `accountSchema`; ids of further numbers must be given. */
  whatsapp?: AccountInput | readonly AccountInput[];
  /** Instagram, Messenger, SMS and Whaticket. */
  small?: SmallAccounts;
  /** A mailbox; its IMAP and SMTP listen on ports of their own. */
  email?: EmailInput;
  /** How long things take, how strict the platform is. */
  settings?: SettingsInput;
  /** Shorthand for `settings.delays`. */
  delays?: SettingsInput['delays'];
  /** `false` (the default) says nothing. */
  log?: FastifyBaseLogger | false;
  /** Where the platforms remember chats and files across restarts; without it each start begins anew. */
  dataFolder?: string;
  now?: Now;
  /** Uniform in [0, 1): which case a fault strikes. */
  chance?: () => number;
};

export type Simulators = {
  /** Without a slash at the end: where the product's adapters send to. */
  url: string;
  port: number;
  /** The numbers as they are connected, defaults filled in. */
  whatsapp: readonly Account[];
  phoneUrl: string;
  /** The mailbox as it is reached. */
  email: EmailSimulator['account'];
  /** As `POST /_sim/faults`. */
  addFault(fault: z.input<typeof faultSchema>): StandingFault;
  /** As `DELETE /_sim/faults`. */
  clearFaults(): void;
  /** As `POST /_sim/reset`. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Starts a stand-in for every outside system there is one for, on one port. */
export async function startSimulators(options: SimulatorsOptions): Promise<Simulators> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? Date.now;
  const accounts = accountsOf(options.whatsapp);
  const app = Fastify({
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    // A file of 25 MB is 34 in base64.
    bodyLimit: 48 * 1_048_576,
    routerOptions: { ignoreTrailingSlash: true },
    // An open event stream must not keep a closing server alive.
    forceCloseConnections: true,
  });
  const timers = createTimers();
  const faults = createFaults(options.chance ?? Math.random);
  const whatsapp = createPlatform({
    now,
    timers,
    faults,
    log: app.log,
    accounts,
    settings: { ...options.settings, ...(options.delays ? { delays: options.delays } : {}) },
    folder: options.dataFolder && join(options.dataFolder, 'whatsapp'),
  });

  const small = createSmallPlatforms({ now, timers, faults, log: app.log }, options.small);

  const mailbox = createMailbox(now);
  const email = await createEmail({ now, timers, faults, log: app.log }, options.email, host);

  function reset(): void {
    mailbox.reset();
    faults.clear();
    email.reset();
    small.reset();
    whatsapp.reset();
  }

  guard(app);
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error instanceof ControlError ? error.status : (error.statusCode ?? 500);
    if (status >= 500) app.log.error({ err: error }, 'simulator failed');
    return reply.code(status).type('application/problem+json').send({ title: error.message, status });
  });
  app.get('/_sim/faults', async () => ({ items: faults.list() }));
  app.post('/_sim/faults', async (request, reply) =>
    reply.code(201).send(faults.add(parsed(faultSchema, request.body))),
  );
  app.delete('/_sim/faults', async () => {
    faults.clear();
    return { items: [] };
  });
  app.post('/_sim/reset', async () => {
    reset();
    return { reset: true };
  });
  await phonePage(app);
  mailbox.mount(app);
  await mountWhatsApp(app, whatsapp);
  await small.mount(app);
  email.mount(app);

  const url = await app.listen({ port: options.port, host });
  small.listening(url);
  resume(whatsapp);
  async function close(): Promise<void> {
    timers.close();
    whatsapp.close();
    await email.close();
    await app.close();
  }
  return {
    url,
    port: Number(new URL(url).port),
    whatsapp: accounts,
    phoneUrl: `${url}/_sim/phone/`,
    email: email.account,
    addFault: (fault) => faults.add(parsed(faultSchema, fault)),
    clearFaults: faults.clear,
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function accountsOf(given: SimulatorsOptions['whatsapp']): Account[] {
  const accounts = (Array.isArray(given) ? given : [given ?? {}]).map((account) => accountSchema.parse(account));
  const ids = new Set(accounts.map((account) => account.phoneNumberId));
  if (ids.size < accounts.length) throw new Error('two simulated numbers have the same phoneNumberId');
  return accounts;
}

/** A page of some other site that is open in the same browser must not write as anybody. */
function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const { origin } = request.headers;
    if (origin !== undefined && URL.parse(origin)?.host !== request.host) {
      throw new ControlError(403, `simulators take no calls from pages of ${origin}`);
    }
  });
}
