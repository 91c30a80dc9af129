/**
 * The ways a platform names a person (INB-10). The value is kept as the platform reported it: that is what one answers to.
 * Only `matchKey` (phones.ts) is folded, and only to find the same person again.
 */
export const IDENTITY_KINDS = [
  'phone',
  'whatsapp',
  'whatsappUser',
  'instagram',
  'facebook',
  'email',
  'webchat',
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** WhatsApp's business-scoped user id: `CC.` + 1–128 letters and digits, or `CC.ENT.…` for a parent portfolio (Meta, 2026-05-28). */
const BUSINESS_SCOPED_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

export function isBusinessScopedId(value: string): boolean {
  return BUSINESS_SCOPED_ID.test(value);
}

/** Whether the contact wants to hear of offers, who said so, and when (epoch ms). Nobody asked: no answer at all. */
export type OptIn = { state: 'in' | 'out'; source: string; at: number };

export const CONTACT_STATUSES = ['lead', 'qualified', 'customer', 'inactive'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];
