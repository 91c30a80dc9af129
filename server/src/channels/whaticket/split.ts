import { createHash } from 'node:crypto';
import type { InboundItem, RawDelivery } from '../adapter.ts';
import { fieldOf, NOBODY, PERSON_LIMIT, textOf } from '../loose.ts';

/**
 * One delivery of Whaticket is one message. It need not bear an id: then time stamp and body stand in for one (INB-05),
 * so that a repetition of the same bytes is the same message.
 */
export function splitDelivery(body: unknown, { bytes, headers, now }: RawDelivery): InboundItem[] {
  const stamp = Number(headers['x-timestamp']);
  const at = Number.isSafeInteger(stamp) ? stamp * 1000 : now;
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const givenId =
    idOf(fieldOf(body, 'id')) ?? idOf(fieldOf(fieldOf(body, 'key'), 'id')) ?? idOf(fieldOf(body, 'messageId'));
  return [
    {
      account: null,
      person: numberIn(body)?.slice(0, PERSON_LIMIT) ?? NOBODY,
      payload: { id: givenId ?? `${stamp}.${digest}`, at, body },
    },
  ];
}

const idOf = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : textOf(value));

/** Digits of whoever wrote: where the documents' payloads say it. A JID (`5511…@s.whatsapp.net`) is a number too. */
export function numberIn(body: unknown): string | undefined {
  const contact = fieldOf(fieldOf(body, 'ticket'), 'contact') ?? fieldOf(body, 'contact');
  const jid = textOf(fieldOf(fieldOf(body, 'key'), 'remoteJid'));
  const candidates = [
    fieldOf(body, 'number'),
    fieldOf(contact, 'number'),
    jid && !jid.endsWith('@g.us') ? jid.split(/[:@]/)[0] : undefined,
  ];
  const digits = candidates
    .map((each) => idOf(each)?.replace(/\D/g, ''))
    .find((each) => each !== undefined && each.length >= 7);
  return digits;
}
