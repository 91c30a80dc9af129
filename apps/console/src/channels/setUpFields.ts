import type { ChannelKind } from '@balcao/domain';

/** What a channel is set up with, in the order of asking. Adding a kind's form: a line here and its words. */
export type FieldName =
  | 'accessToken'
  | 'appSecret'
  | 'verifyToken'
  | 'baseUrl'
  | 'businessAccountId'
  | 'accountSid'
  | 'authToken'
  | 'token'
  | 'email'
  | 'password'
  | 'webhookSecret'
  | 'webhookToken'
  | 'origins'
  | 'greeting'
  | 'color'
  | 'user'
  | 'imapHost'
  | 'imapPort'
  | 'imapSecurity'
  | 'smtpHost'
  | 'smtpPort'
  | 'smtpSecurity'
  | 'senderName'
  | 'signature';
export type SetUpField = {
  name: FieldName;
  needed: boolean;
  secret: boolean;
  lines?: boolean;
  /** One of a few; the first is what most have. */
  choices?: readonly Security[];
};
export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];

const open = (name: FieldName, needed = true): SetUpField => ({ name, needed, secret: false });
const secret = (name: FieldName, needed = true): SetUpField => ({ name, needed, secret: true });

const META: readonly SetUpField[] = [secret('accessToken'), secret('appSecret', false), secret('verifyToken', false)];

export const SET_UP_FIELDS = {
  whatsapp: [open('businessAccountId'), ...META],
  instagram: META,
  facebook: META,
  sms: [open('accountSid'), secret('authToken')],
  whaticket: [
    open('baseUrl'),
    secret('token', false),
    open('email', false),
    secret('password', false),
    secret('webhookSecret'),
    secret('webhookToken', false),
  ],
  email: [
    open('user'),
    secret('password'),
    open('imapHost'),
    open('imapPort', false),
    { ...open('imapSecurity', false), choices: SECURITIES },
    open('smtpHost'),
    open('smtpPort', false),
    { ...open('smtpSecurity', false), choices: SECURITIES },
    open('senderName', false),
    { ...open('signature', false), lines: true },
  ],
  webchat: [{ ...open('origins'), lines: true }, open('greeting', false), open('color', false)],
} as const satisfies Partial<Record<ChannelKind, readonly SetUpField[]>>;

export type SetUpKind = keyof typeof SET_UP_FIELDS;
export const SET_UP_KINDS = Object.keys(SET_UP_FIELDS) as SetUpKind[];
export const isSetUpKind = (kind: string): kind is SetUpKind => kind in SET_UP_FIELDS;

/** A web chat is its own account; the others are told which one of the platform's they are. */
export const asksForAccount = (kind: SetUpKind): kind is Exclude<SetUpKind, 'webchat'> => kind !== 'webchat';

export type Filled = { name: string; externalId: string; credentials: Record<string, string> };

/** What is missing before it can be saved. An existing channel keeps what is left empty. */
export function missingIn(kind: SetUpKind, filled: Filled, exists: boolean): Set<'name' | 'externalId' | FieldName> {
  const missing = new Set<'name' | 'externalId' | FieldName>();
  if (filled.name.trim() === '') missing.add('name');
  if (exists) return missing;
  if (asksForAccount(kind) && filled.externalId.trim() === '') missing.add('externalId');
  for (const { name, needed } of SET_UP_FIELDS[kind]) {
    if (needed && !filled.credentials[name]?.trim()) missing.add(name);
  }
  return missing;
}

/** Only what was filled in: an empty field says "as it is". */
export function credentialsOf({ credentials }: Filled): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credentials).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

/** What the platform is told about us with each message: Twilio calls back where it is asked to. */
export function ownAddresses(kind: SetUpKind, server: string): Record<string, string> {
  return kind === 'sms' ? { statusCallback: `${server}/webhooks/sms/` } : {};
}
