import { createHash } from 'node:crypto';
import type { InboundItem, RawDelivery } from '../adapter.ts';
import { fieldOf, NOBODY, PERSON_LIMIT, textOf } from '../loose.ts';

/** The form's fields by name; undefined when there are none: then it is no form. */
export function readForm(bytes: Buffer): Record<string, string> | undefined {
  const fields = Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** One delivery of Twilio is one message or one status. A message with pictures is one item per part. */
export function splitDelivery(body: unknown, { urls, now }: RawDelivery): InboundItem[] {
  const field = (name: string) => textOf(fieldOf(body, name));
  if (field('MessageStatus') || field('SmsStatus')?.match(/^(?!received).+/)) {
    // Our own id travels in the address that we asked to be called at.
    const ourId = URL.parse(urls[0] ?? '')?.searchParams.get('message') ?? null;
    const account = field('From') ?? null;
    return [{ account, person: personOf(field('To')), payload: { kind: 'status', ourId, at: now, form: body } }];
  }
  const about = { account: field('To') ?? null, person: personOf(field('From')) };
  if (!field('MessageSid')) {
    const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 12);
    return [{ ...about, payload: { kind: 'other', what: `delivery ${digest}`, form: body } }];
  }
  const pictures = Array.from({ length: Math.min(Number(field('NumMedia') ?? 0) || 0, 10) }, (_, index) => index);
  const text = field('Body') || pictures.length === 0 ? [{ kind: 'text', at: now, form: body }] : [];
  const parts = [
    ...text,
    ...pictures.map((index) => ({ kind: 'media', index, part: index + text.length, at: now, form: body })),
  ];
  return parts.map((payload) => ({ ...about, payload }));
}

const personOf = (number: string | undefined): string => number?.slice(0, PERSON_LIMIT) || NOBODY;
