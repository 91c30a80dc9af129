import { z } from 'zod';
import { callPlatform } from '../connection.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** Source: Meta, Cloud API, "Business profiles" (2026): the limits are theirs. */
export const businessProfile = z.object({
  about: z.string().trim().min(1).max(139),
  address: z.string().trim().max(256),
  description: z.string().trim().max(512),
  email: z.union([z.literal(''), z.email().max(128)]),
  websites: z.array(z.url({ protocol: /^https?$/ }).max(256)).max(2),
  vertical: z.string().regex(/^[A-Z_]{0,40}$/),
});
export type BusinessProfile = z.output<typeof businessProfile>;

const wireProfile = z.looseObject({
  about: text,
  address: text,
  description: text,
  email: text,
  websites: z.array(z.string()).nullish(),
  vertical: text,
});
const profilePage = z.looseObject({ data: z.tuple([wireProfile], z.unknown()) });
const numberPage = z.looseObject({ display_phone_number: text, verified_name: text, quality_rating: text });

export type Asked<Value> = { kind: 'answer'; value: Value } | { kind: 'failed'; code: string; detail: string };

/** What people see of a number, and how the platform rates it. */
export function readNumber(account: WhatsappAccount) {
  const fields = 'display_phone_number,verified_name,quality_rating';
  return ask(account, `${account.externalId}?fields=${fields}`, numberPage);
}

export async function readProfile(account: WhatsappAccount): Promise<Asked<BusinessProfile>> {
  const fields = 'about,address,description,email,websites,vertical';
  const asked = await ask(account, `${account.externalId}/whatsapp_business_profile?fields=${fields}`, profilePage);
  if (asked.kind === 'failed') return asked;
  const [{ about, address, description, email, websites, vertical }] = asked.value.data;
  return { kind: 'answer', value: { about, address, description, email, vertical, websites: websites ?? [] } };
}

/** Only what is given is changed. */
export function writeProfile(account: WhatsappAccount, change: Partial<BusinessProfile>): Promise<Asked<unknown>> {
  const body = { messaging_product: 'whatsapp', ...change };
  return ask(account, `${account.externalId}/whatsapp_business_profile`, z.unknown(), body);
}

async function ask<Value>(
  account: WhatsappAccount,
  path: string,
  schema: z.ZodType<Value>,
  body?: object,
): Promise<Asked<Value>> {
  const call = { method: body ? ('POST' as const) : ('GET' as const), headers: bearer(account), json: body };
  const answered = await callPlatform(graphUrl(account, path), call);
  if (answered.kind !== 'answer') return { kind: 'failed', code: answered.code, detail: answered.detail };
  const { response, answer } = answered;
  if (!response.ok) {
    const refusal = refusalOf(response.status, response.headers, answer, Date.now());
    return refusal.kind === 'accepted'
      ? { kind: 'failed', code: 'unknown', detail: '' }
      : { kind: 'failed', code: refusal.code, detail: refusal.detail };
  }
  const read = schema.safeParse(answer);
  return read.success
    ? { kind: 'answer', value: read.data }
    : { kind: 'failed', code: 'answer.unreadable', detail: z.prettifyError(read.error) };
}
