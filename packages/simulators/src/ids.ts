import { createHash, randomBytes } from 'node:crypto';

/** A WhatsApp message id: opaque to everybody but the platform, base64 of the person and a random part. */
export function messageId(person: string): string {
  const inside = Buffer.concat([Buffer.from(person.slice(0, 24)), Buffer.from([0x15, 0x02]), randomBytes(16)]);
  return `wamid.${inside.toString('base64')}`;
}

/** Ids of Meta's objects are long decimal numbers, too long for a JavaScript number. */
export function objectId(): string {
  return `9${BigInt(`0x${randomBytes(6).toString('hex')}`)
    .toString()
    .padStart(15, '0')}`;
}

/** What Meta's support asks for; in every error. */
export const traceId = () => randomBytes(8).toString('base64url');

const COUNTRIES: readonly [prefix: string, country: string][] = [
  ['55', 'BR'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['56', 'CL'],
  ['57', 'CO'],
  ['351', 'PT'],
  ['34', 'ES'],
  ['1', 'US'],
];

/**
 * The business-scoped user id of a number: `CC.` and digits, the same each time for one number and one business portfolio,
 * another one as soon as the number changes (Meta, business-scoped user IDs, 2026-05-28).
 */
export function businessScopedId(number: string, portfolio: string): string {
  const country = COUNTRIES.find(([prefix]) => number.startsWith(prefix))?.[1] ?? 'BR';
  const digest = createHash('sha256').update(`${portfolio}:${number}`).digest('hex').slice(0, 16);
  return `${country}.${BigInt(`0x${digest}`).toString().padStart(20, '1')}`;
}
