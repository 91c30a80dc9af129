import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ControlError, parsed } from '../../control.ts';
import { type Account, accountSchema } from '../accounts.ts';
import { GraphError } from '../graph/errors.ts';
import type { Person } from '../people.ts';
import type { Platform } from '../platform.ts';
import { fail, look, tell } from '../receiving.ts';
import { settingsSchema } from '../settings.ts';
import { attempt } from '../webhooks/attempt.ts';
import { checkCallback } from '../webhooks/challenge.ts';
import { signature } from '../webhooks/sign.ts';
import { write } from '../writing.ts';
import { decide, prefer, preferenceSchema, templateSchema } from './account.ts';
import { echo, echoSchema, history, historySchema } from './coexistence.ts';
import { type Inbound, inboundFrom, wireOf } from './inbound.ts';
import { outbox } from './outbox.ts';
import { changeNumber, changePerson, numberSchema, personSchema } from './person.ts';

const addressSchema = z.strictObject({ to: z.string().min(4), phoneNumberId: z.string().optional() });

const statusSchema = z.strictObject({
  /** The wamid that the product got, or the id that it gave as callback data. */
  id: z.string().min(1),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  /** With `failed`. */
  code: z.int().default(131026),
});

const deliverSchema = z.object({
  phoneNumberId: z.string().optional(),
  signature: z.enum(['right', 'wrong', 'none']).default('right'),
  copies: z.coerce.number().int().min(1).max(100).default(1),
});

const verifySchema = z.strictObject({
  phoneNumberId: z.string().optional(),
  webhookUrl: z.url().optional(),
  verifyToken: z.string().optional(),
});

/** The levers: what people do, what the network does, and a look at what the product sent. README.md has the list. */
export async function controlRoutes(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  // The bytes of /deliver are sent as they came, so no parser may touch them; the others are JSON whatever they claim.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 48 * 1_048_576 }, (_request, body, done) =>
    done(null, body),
  );

  app.post('/inbound', async (request) => {
    const inbound = inboundFrom(request.body);
    const account = accountOf(platform, inbound.phoneNumberId);
    const person = writer(platform, account, inbound);
    const wires = Array.from({ length: inbound.count }, (_, index) =>
      wireOf(inbound, platform.world.media, account.phoneNumberId, index + 1),
    );
    const written = inbound.batch
      ? [await write(platform, account, person, wires)]
      : await Promise.all(wires.map((wire) => write(platform, account, person, [wire])));
    const ids = written.flatMap((one) => one.ids);
    return { id: ids[0], ids, outcomes: written.map((one) => one.outcome) };
  });

  app.post('/deliver', async (request) => {
    const { phoneNumberId, signature: sign, copies } = parsed(deliverSchema, request.query);
    const account = accountOf(platform, phoneNumberId);
    const bytes = Buffer.isBuffer(request.body) ? Buffer.from(request.body) : Buffer.alloc(0);
    const header =
      sign === 'none' ? null : signature(bytes, sign === 'right' ? account.appSecret : `not-${account.appSecret}`);
    const { webhookTimeoutMs } = platform.settings.delays;
    const outcomes = await Promise.all(
      Array.from({ length: copies }, () => attempt(account.webhookUrl, bytes, header, webhookTimeoutMs)),
    );
    return { outcomes };
  });

  app.get<{ Querystring: { to?: string } }>('/outbox', async (request) => ({
    messages: outbox(platform, request.query.to),
  }));

  app.post('/status', async (request) => {
    const { id, status, code } = parsed(statusSchema, request.body);
    const { chats, people } = platform.world;
    const message =
      chats.find(id) ??
      chats
        .all()
        .flatMap((chat) => chat.messages)
        .find((one) => one.from === 'business' && one.callbackData === id);
    const person = message ? people.byKey(message.personKey) : null;
    if (message?.from !== 'business' || !person) throw new ControlError(404, `no sent message ${id}`);
    const account = accountOf(platform, message.phoneNumberId);
    if (status === 'failed') fail(platform, account, person, message, new GraphError(code));
    else tell(platform, account, person, message, status);
    return { id: message.id, statuses: message.statuses };
  });

  app.post('/read', async (request) => {
    const { to, phoneNumberId } = parsed(addressSchema, request.body);
    return { ids: look(platform, personOf(platform, to), phoneNumberId) };
  });

  app.post('/person', async (request) => {
    const { from, ...changes } = parsed(personSchema.extend({ from: z.string().min(4) }), request.body);
    const person = personOf(platform, from);
    changePerson(platform, person, changes);
    return person;
  });

  app.post('/number', async (request) => {
    const { from, to, phoneNumberId, as } = parsed(numberSchema, request.body);
    return changeNumber(platform, accountOf(platform, phoneNumberId), personOf(platform, from), to, as);
  });

  app.post('/echo', async (request) => {
    const { to, text, phoneNumberId } = parsed(echoSchema, request.body);
    return echo(platform, accountOf(platform, phoneNumberId), personOf(platform, to), text);
  });

  app.post('/history', async (request) => {
    const past = parsed(historySchema, request.body);
    return history(platform, accountOf(platform, past.phoneNumberId), past);
  });

  app.post('/template', async (request) => {
    const decision = parsed(templateSchema, request.body);
    const { name, language } = decision;
    const template = platform.world.templates.find((one) => one.name === name && one.language === language);
    if (!template) throw new ControlError(404, `no template ${name} in ${language}`);
    return decide(platform, accountOf(platform, decision.phoneNumberId), template, decision);
  });

  app.post('/preference', async (request) => {
    const { from, value, phoneNumberId } = parsed(preferenceSchema, request.body);
    const outcome = await prefer(platform, accountOf(platform, phoneNumberId), personOf(platform, from), value);
    return { outcome };
  });

  app.get('/settings', async () => platform.settings);
  app.post('/settings', async (request) => {
    const given = parsed(z.looseObject({}), request.body);
    const { delays, limits } = platform.settings;
    platform.settings = parsed(settingsSchema, {
      ...platform.settings,
      ...given,
      delays: { ...delays, ...Object(given.delays) },
      limits: { ...limits, ...Object(given.limits) },
    });
    return platform.settings;
  });

  app.get('/numbers', async () => ({ items: platform.accounts.all() }));
  app.post('/numbers', async (request) => {
    const account = parsed(accountSchema, request.body);
    platform.accounts.put(account);
    return account;
  });

  app.post('/verify', async (request) => {
    const { phoneNumberId, webhookUrl, verifyToken } = parsed(verifySchema, request.body);
    const account = accountOf(platform, phoneNumberId);
    return checkCallback(webhookUrl ?? account.webhookUrl, verifyToken ?? account.verifyToken);
  });
}

function accountOf(platform: Platform, phoneNumberId: string | undefined): Account {
  const account = platform.accounts.find(phoneNumberId);
  if (!account) throw new ControlError(404, `no number ${phoneNumberId}`);
  return account;
}

/** By number, by the key that the phone page uses, or by business-scoped user id; an unknown number is a new person. */
function personOf(platform: Platform, address: string): Person {
  const { people } = platform.world;
  const isNumber = /^[\d\s()+-]+$/.test(address);
  const known = (isNumber ? people.withNumber(address) : null) ?? people.byKey(address);
  if (known) return known;
  if (isNumber) return people.byNumber(address);
  const portfolios = platform.accounts.all().map((account) => account.wabaId);
  return people.byUserId(address, portfolios);
}

function writer(platform: Platform, account: Account, { person: key, from, userId, name, username }: Inbound): Person {
  const { people } = platform.world;
  if (key !== undefined) return personOf(platform, key);
  const person =
    from === undefined ? people.byUserId(userId ?? '', [account.wabaId], name) : people.byNumber(from, name);
  if (from !== undefined && userId !== undefined) person.givenUserId = userId;
  if (username !== undefined) person.username = username;
  platform.feed.tell({ kind: 'person', person });
  return person;
}
