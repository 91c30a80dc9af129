/**
 * Personal data leaves the process in answers, never in logs (PLAT-12). Two nets, since neither is whole alone:
 * fields whose name says that they hold a person's data or a secret are replaced, and what looks like a phone number,
 * an e-mail address or a business-scoped id is shortened inside every other text (lane keys carry phone numbers).
 */
const SECRET_FIELDS = new Set(
  ['password', 'authorization', 'accessToken', 'refreshToken', 'token', 'secret', 'credentials', 'cookie'].map(folded),
);
const PERSONAL_FIELDS = new Set(
  [
    'name',
    'text',
    'body',
    'caption',
    'draft',
    'notes',
    'phone',
    'email',
    'address',
    'from',
    'to',
    'waId',
    'wa_id',
    'recipient_id',
  ].map(folded),
);

const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu;
/** Not inside a UUID (joined by hyphens) and not inside a word; 13-digit epoch times are numbers in logs, not texts. */
const PHONE = /(?<![\w-])\+?\d{10,15}(?![\w-])/g;
const BUSINESS_SCOPED = /(?<![\w.])[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{8,128}(?![\w.])/g;

/** Deeper than this nothing is worth logging, and a circle must end somewhere. */
const DEEPEST = 6;

function folded(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** `ana@example.com` → `a•@example.com`, `5511900000011` → `•11`: enough to compare two lines, too little to call anybody. */
export function maskText(text: string): string {
  return text
    .replace(EMAIL, (email) => `${email[0]}•${email.slice(email.indexOf('@'))}`)
    .replace(BUSINESS_SCOPED, (id) => `${id.slice(0, 3)}•${id.slice(-2)}`)
    .replace(PHONE, (phone) => `•${phone.slice(-2)}`);
}

/** A copy fit for a log line. Errors keep their type, message and stack, masked. */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Error) return maskError(value, depth);
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, maskField(name, held, depth)]));
}

function maskField(name: string, held: unknown, depth: number): unknown {
  const key = folded(name);
  if (SECRET_FIELDS.has(key)) return '[secret]';
  if (PERSONAL_FIELDS.has(key) && typeof held === 'string') return held === '' ? '' : '[personal]';
  return mask(held, depth + 1);
}

function maskError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: maskText(error.message),
    stack: maskText(error.stack ?? ''),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: mask(error.cause, depth + 1) }),
  };
}
