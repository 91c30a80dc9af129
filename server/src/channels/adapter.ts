import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type {
  ChannelKind,
  MailAddress,
  MessageContent,
  MessageTemplate,
  OutgoingFileKind,
  PairPace,
  TemplateParameter,
} from '@balcao/domain';
import type { z } from 'zod';
import type { Identity } from '../contacts/index.ts';
import type { ReceivedEvent } from '../conversations/index.ts';

/**
 * What a platform must be able to do to be a channel (INB-03). One folder a kind, chosen in adapters.ts; nothing outside
 * `channels/` knows which platform it speaks to. What a kind of channel carries is data that consoles have too:
 * `capabilitiesOf` in packages/domain.
 */
export type ChannelAdapter<Credentials = unknown> = {
  kind: ChannelKind;
  credentials: z.ZodType<Credentials>;
  /** How the platform's id of an account is written, where not everything will do. */
  accountId?: z.ZodType<string>;
  /** Absent: as fast as we can. */
  pace?: Pace;
  /** `null` where nothing is delivered to us: we fetch it (e-mail) or serve it ourselves (web chat). */
  webhook: WebhookSide<Credentials> | null;
  /** @throws ZodError when the payload is not what it says it is: the item is then kept with that error. */
  parse(payload: unknown): ReceivedEvent;
  send(account: Account<Credentials>, message: OutgoingMessage): Promise<SendOutcome>;
  downloadMedia(account: Account<Credentials>, providerId: string): Promise<DownloadOutcome>;
  /** Asks the platform whether the account answers to these credentials. */
  validate(account: Account<Credentials>): Promise<ValidationOutcome>;
  /** Tells the platform that a message, and all before it, was read, and that somebody writes. @returns whether it was taken. */
  tell?(account: Account<Credentials>, what: { providerId: string; isTyping: boolean }): Promise<boolean>;
  /** For platforms with templates that somebody approves. */
  templates?(account: Account<Credentials>): Promise<TemplatesOutcome>;
  /** For platforms that name people by id alone. @returns an empty text when it does not say. */
  nameOf?(account: Account<Credentials>, personId: string): Promise<string>;
};

/** How fast a platform lets one account send. */
export type Pace = {
  /** Messages a second, unless the platform says another figure for this account (`ValidationOutcome`). */
  perSecond: number;
  /** To one person; `null` where nobody counts that. */
  pair: PairPace | null;
};

/** `externalId` is the platform's own id of the account. */
export type Account<Credentials> = { externalId: string; credentials: Credentials };

/** A delivery as it came. */
export type RawDelivery = {
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  /** The address that the platform called, as it may know it (public, or as we saw it): some sign it. */
  urls: readonly string[];
  /** Epoch milliseconds: some signatures age. */
  now: number;
};

export type WebhookSide<Credentials> = {
  /** Where the platform delivers to; `/{channelId}` may follow (INB-05). */
  path: string;
  /** `metaApp`: what a channel does not have of its own is the installation's (META_APP_SECRET). */
  secretsOf: 'channel' | 'metaApp';
  /** What deliveries are proven by, as one text; `null` when the channel has none of its own. */
  signingSecret(credentials: Credentials): string | null;
  verifyToken(credentials: Credentials): string | null;
  /** Over the bytes as they came, in constant time. */
  verify(delivery: RawDelivery, secret: string): boolean;
  /** The platform's question whether this address is ours. @returns what to answer, or `null` to refuse. */
  challenge(query: Record<string, unknown>, tokens: readonly string[]): string | null;
  /** @returns undefined for bytes that are not what the platform writes at all: answered with 400, not kept. */
  read(bytes: Buffer): unknown;
  /** One item for everything that a delivery tells. Pure, never throws, drops nothing. */
  split(body: unknown, delivery: RawDelivery): InboundItem[];
  /** What the platform is answered once everything is kept. */
  accepted: { status: 200 | 202; type: 'application/json' | 'text/xml' | null; body: string };
};

export type InboundItem = {
  /** The platform's id of the account that it concerns, or `null` when the delivery does not say. */
  account: string | null;
  /** Items of one person are handled in order. */
  person: string;
  payload: unknown;
};

export type OutgoingMessage = {
  /** Travels along and comes back with every status (INB-28). */
  ourId: string;
  /** The ways to reach the person, best first. */
  to: readonly Identity[];
  content: OutgoingContent;
  quotedProviderId: string | null;
  /** When the contact wrote last, epoch milliseconds: what may be said depends on it on some platforms. */
  lastInboundAt: number | null;
  /** Where the conversation is a thread (e-mail). */
  thread?: OutgoingThread;
};

export type OutgoingThread = {
  /** What was said before, by the platform's ids, the first one first. */
  referenceIds: readonly string[];
  /** Who of the company wrote it; empty where nobody did. */
  authorName: string;
  /** What this one answers, where somebody chose it: the line before it, and its words. */
  quoted: { introduction: string; text: string } | null;
};

export type OutgoingContent =
  | { kind: 'text'; text: string }
  /** `caption` is empty where there is none; `voice`: recorded to be heard as a voice message. */
  | { kind: OutgoingFileKind; file: OutgoingFile; caption: string; voice: boolean }
  /** An empty emoji takes the reaction back. */
  | { kind: 'reaction'; emoji: string; toProviderId: string }
  | Extract<MessageContent, { kind: 'location' | 'contacts' | 'buttons' | 'list' }>
  | OutgoingTemplate
  | {
      kind: 'email';
      subject: string;
      to: readonly MailAddress[];
      cc: readonly MailAddress[];
      bcc: readonly MailAddress[];
      text: string;
      files: readonly OutgoingFile[];
    };

/** A template by its name at the platform, with what fills it in. */
export type OutgoingTemplate = {
  kind: 'template';
  name: string;
  language: string;
  header: { type: 'image' | 'video' | 'document'; file: OutgoingFile } | null;
  buttons: readonly { type: string }[];
  parameters: readonly TemplateParameter[];
};

export type TemplatesOutcome =
  | { kind: 'listed'; templates: { providerId: string; template: MessageTemplate }[] }
  | { kind: 'failed'; code: string; detail: string };

export type OutgoingFile = {
  mime: string;
  fileName: string;
  sizeBytes: number;
  /** May break off with an error. */
  open(): Promise<Readable>;
  /** Where the platform can fetch it for an hour at least; `null` where this installation has no public address. */
  url: string | null;
};

/**
 * - `refused` before or by the platform for a reason that may pass: costs an attempt.
 * - `later`: too fast, for the whole account or for this person alone; costs none.
 * - `blocked`: the account itself is not let in, so every message would meet the same; costs none, and all wait.
 * - `rejected`: will never work as it is.
 * - `unclear`: it may or may not have gone out. Never sent again without a person's word.
 */
export type SendOutcome =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'refused'; code: string; detail: string }
  | { kind: 'later'; whose: 'channel' | 'person'; afterMs: number; code: string; detail: string }
  | { kind: 'blocked'; code: string; detail: string }
  | { kind: 'rejected'; code: string; detail: string }
  | { kind: 'unclear'; code: string; detail: string };

export type DownloadOutcome =
  /** It lies in our own store already, under an id of its own, and moves from there to its message. */
  | { kind: 'staged'; fileId: string }
  /** `bytes` may break off with an error. */
  | { kind: 'file'; bytes: AsyncIterable<Uint8Array>; mime: string }
  /** Expired or deleted: asking again cannot help. */
  | { kind: 'lost'; code: string; detail: string }
  | { kind: 'refused'; code: string; detail: string };

export type ValidationOutcome =
  /** `perSecond`: the pace that the platform grants this account, where it says one. */
  { kind: 'valid'; address: string; perSecond?: number } | { kind: 'invalid'; reason: string };
