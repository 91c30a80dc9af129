import { isIP } from 'node:net';
import { messageId } from '../../ids.ts';
import type { Account } from '../accounts.ts';
import type { BusinessMessage, WireMessage } from '../chats.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Platform } from '../platform.ts';
import { failureOf, takeOver } from '../receiving.ts';
import { GraphError } from './errors.ts';
import { carries, checkUpload, KEPT_UPLOAD_MS } from './media.ts';
import { parseSend, type SendRequest } from './payload.ts';
import { fillTemplate } from './templates.ts';

const WINDOW_MS = 24 * 3_600_000;
/** Meta: `CC.` and up to 128 letters and digits; `CC.ENT.` for a parent portfolio. */
const BUSINESS_SCOPED_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

export type Accepted = { message: BusinessMessage; answer: Record<string, unknown> };

/**
 * Takes a message for delivery, as `POST /{version}/{phone-number-id}/messages` does.
 * @throws GraphError in the order in which Meta checks: form, recipient, pace, window, template, media.
 */
export async function accept(platform: Platform, account: Account, body: unknown): Promise<Accepted> {
  const request = parseSend(body);
  const { person, contact } = recipient(platform, account, request);
  platform.pace.pass(account.phoneNumberId, person.key, platform.now());
  const refusal = request.kind === 'template' ? null : windowRefusal(platform, account, person);
  if (refusal && platform.settings.refusals === 'byAnswer') throw refusal;
  if (person.unreachable && platform.settings.refusals === 'byAnswer') throw new GraphError(131026);

  const message: BusinessMessage = {
    from: 'business',
    id: messageId(userIdOf(person, account.wabaId)),
    at: platform.now(),
    phoneNumberId: account.phoneNumberId,
    personKey: person.key,
    wire: await wireOf(platform, account, request),
    via: 'api',
    callbackData: request.callbackData,
    statuses: [],
    failure: refusal ? failureOf(refusal) : null,
  };
  platform.world.chats.add(message);
  platform.feed.tell({ kind: 'message', message });
  takeOver(platform, account, person, message);
  return {
    message,
    answer: {
      messaging_product: 'whatsapp',
      contacts: [contact],
      messages: [{ id: message.id, ...(request.kind === 'template' ? { message_status: 'accepted' } : {}) }],
    },
  };
}

function recipient(platform: Platform, account: Account, request: SendRequest) {
  if (request.to !== null) {
    const digits = request.to.replace(/[\s()+-]/g, '');
    if (!/^\d{7,15}$/.test(digits)) throw new GraphError(131009, { details: `to: "${request.to}" is not a number` });
    if (digits === account.displayPhoneNumber) throw new GraphError(131021);
    const person = platform.world.people.byNumber(digits);
    return { person, contact: { input: request.to, wa_id: person.waId } };
  }
  const userId = request.recipient ?? '';
  if (!BUSINESS_SCOPED_ID.test(userId)) {
    throw new GraphError(131009, { details: `recipient: "${userId}" is not a business-scoped user id` });
  }
  const person = platform.world.people.byUserId(userId, [account.wabaId]);
  return { person, contact: { input: userId, user_id: userId } };
}

function windowRefusal(platform: Platform, account: Account, person: Person): GraphError | null {
  const { lastInboundAt } = platform.world.chats.of(person, account.phoneNumberId);
  if (lastInboundAt === null) return platform.settings.neverHeardFrom === 'windowOpen' ? null : new GraphError(131047);
  return platform.now() - lastInboundAt < WINDOW_MS ? null : new GraphError(131047);
}

/** The message as the phone gets it: templates filled in, media at hand. */
async function wireOf(platform: Platform, account: Account, request: SendRequest): Promise<WireMessage> {
  const { kind, content, contextId } = request;
  const wire: WireMessage = {
    type: kind,
    [kind]: content,
    ...(contextId === null ? {} : { context: { id: contextId } }),
  };
  if (Array.isArray(content)) return wire;
  if (kind === 'template') {
    const { header, body, footer, buttons } = fillTemplate(platform.world.templates, content);
    return { ...wire, filled: { header, body, footer, buttons } };
  }
  if (kind in { image: 1, video: 1, audio: 1, document: 1, sticker: 1 }) {
    return { ...wire, [kind]: await mediaContent(platform, account, kind, content) };
  }
  return wire;
}

async function mediaContent(platform: Platform, account: Account, kind: string, content: Record<string, unknown>) {
  const { id, link } = content;
  if (typeof id === 'string') {
    const media = platform.world.media.find(id);
    if (!media || media.phoneNumberId !== account.phoneNumberId) {
      throw new GraphError(100, {
        title: `Param ${kind}['id'] is not a valid whatsapp business account media attachment ID`,
      });
    }
    if (!carries(kind, media.mime))
      throw new GraphError(131053, { details: `${media.mime} cannot be sent as ${kind}` });
    return { ...content, mime_type: media.mime };
  }
  const { mime, bytes } = await download(String(link));
  checkUpload(mime, bytes.length);
  const media = platform.world.media.put({
    phoneNumberId: account.phoneNumberId,
    mime,
    fileName: null,
    bytes,
    keptMs: KEPT_UPLOAD_MS,
  });
  return { ...content, id: media.id, mime_type: mime };
}

/** Meta fetches links itself; here only from this machine, so that a stand-in never reaches out. */
async function download(link: string): Promise<{ mime: string; bytes: Buffer }> {
  const { hostname } = new URL(link);
  const local =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  if (!local)
    throw new GraphError(131052, { details: `the simulator fetches links on this machine only: ${hostname}` });
  try {
    const response = await fetch(link, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new GraphError(131052, { details: `${link} answered ${response.status}` });
    const mime = response.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream';
    return { mime, bytes: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError(131052, { details: `${link} could not be fetched` });
  }
}
