/**
 * The one contract between the console and the desktop shell.
 *
 * `main/ipcServer.ts` loops over it, so no channel exists without sender check, parse and an ok/error answer; the
 * preload and the type of `window.balcao` are made from the same names (channels.ts), so the three cannot drift apart.
 * Import it for types only from the console: `import type { DesktopBridge } from '@balcao/desktop/ipc'`.
 *
 * What can be expected to be missing (no keyring, a shortcut that is taken) is a value of the answer. A promise of the
 * bridge rejects only for a bug or a broken system; the Error's message is then the `code` of a DesktopProblem.
 */
import { LANGUAGES } from '@balcao/domain';
import { z } from 'zod';
import { type Channel, EVENTS, type EventName } from './channels.ts';

/** The only names under which something may be kept in the system's keyring. */
export const SECRET_NAMES = ['refreshToken', 'replicaKey'] as const;
const secretName = z.enum(SECRET_NAMES);
/** A refresh token has some hundred characters. Higher: the keyring becomes a data store. */
const SECRET_MAX_CHARS = 8_192;

/** Systems cut notifications at 100 to 250 characters anyway; cut here, a long message never fails its notification. */
const shortened = (maxChars: number) => z.string().transform((text) => Array.from(text).slice(0, maxChars).join(''));

/** Kept as an origin: `https://balcao.example.com`, without path, query or credentials. */
const serverAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((address) => {
    const { username, password } = new URL(address);
    return username === '' && password === '';
  }, 'an address must not carry credentials')
  .transform((address) => new URL(address).origin);

const unavailable = z.object({ kind: z.literal('unavailable') });
/** As in the replica `users`. */
export const AVAILABILITIES = ['online', 'away', 'busy', 'offline'] as const;
const availability = z.enum(AVAILABILITIES);
const nothing = z.void();

export const ipc = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.enum(['darwin', 'win32', 'linux']),
      /** Log and crash reports of this machine; nothing is sent anywhere. */
      logsFolder: z.string(),
    }),
  },
  /** The language of what the shell itself shows: tray menu, application menu, dialogs. */
  'app.setLanguage': { input: z.object({ language: z.enum(LANGUAGES) }), output: nothing },

  /** Keys and tokens, encrypted under the system's keyring. `unavailable`: there is none, and nothing is kept. */
  'secrets.get': {
    input: z.object({ name: secretName }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('found'), value: z.string() }),
      z.object({ kind: z.literal('absent') }),
      unavailable,
    ]),
  },
  'secrets.set': {
    input: z.object({ name: secretName, value: z.string().min(1).max(SECRET_MAX_CHARS) }),
    output: z.discriminatedUnion('kind', [z.object({ kind: z.literal('kept') }), unavailable]),
  },
  'secrets.remove': { input: z.object({ name: secretName }), output: nothing },

  /** `availability` null: nobody is signed in, so the tray offers no choice of it. */
  'tray.setState': {
    input: z.object({ unread: z.int().nonnegative(), availability: availability.nullable() }),
    output: nothing,
  },
  /** The count on the dock or taskbar icon; 0 clears it. Windows shows a dot, Linux only where the desktop can. */
  'badge.set': { input: z.object({ count: z.int().nonnegative() }), output: nothing },

  /**
   * A native notification, one a conversation: a newer one replaces the older. `replyPlaceholder` asks for a reply
   * field where the system has one. Click and reply come back as `notificationOpen` and `notificationReply`.
   */
  'notifications.show': {
    input: z.object({
      conversationId: z.uuid(),
      title: shortened(120),
      body: shortened(400),
      replyPlaceholder: z.string().max(120).optional(),
      /** True where the console plays its own sound. */
      silent: z.boolean().default(false),
    }),
    output: z.discriminatedUnion('kind', [z.object({ kind: z.literal('shown') }), unavailable]),
  },
  /** Read here or on another console: its notification goes. */
  'notifications.close': { input: z.object({ conversationId: z.uuid() }), output: nothing },

  /** https only: no file:, no custom schemes. */
  'shell.openExternal': { input: z.object({ url: z.url({ protocol: /^https$/ }) }), output: nothing },

  /** Null until somebody has said where the server is. */
  'server.getAddress': { input: nothing, output: z.string().nullable() },
  /** Holds from the window's next load on, because its CSP names the server: call `location.reload()` afterwards. */
  'server.setAddress': { input: z.object({ address: serverAddress }), output: z.string() },

  /** 1 is 100 %. */
  'zoom.get': { input: nothing, output: z.number() },
  'zoom.set': { input: z.object({ factor: z.number().min(0.5).max(3) }), output: nothing },

  /** `selected` is empty where the system chooses by itself (macOS). */
  'spellcheck.get': {
    input: nothing,
    output: z.object({ selected: z.array(z.string()), available: z.array(z.string()) }),
  },
  'spellcheck.set': { input: z.object({ languages: z.array(z.string().max(20)).max(5) }), output: nothing },

  'startAtLogin.get': { input: nothing, output: z.object({ on: z.boolean() }) },
  'startAtLogin.set': { input: z.object({ on: z.boolean() }), output: nothing },

  /** The key that brings the window forward from anywhere, as an Electron accelerator; null: none. */
  'shortcut.get': { input: nothing, output: z.object({ accelerator: z.string().nullable() }) },
  /** `taken`: another program has it, and the former one stays. */
  'shortcut.set': {
    input: z.object({ accelerator: z.string().min(1).max(60).nullable() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('set') }),
      z.object({ kind: z.literal('taken') }),
    ]),
  },

  /** Sent by the preload with the first subscription and after the last; meanwhile the shell holds events back. */
  'events.listen': { input: z.object({ event: z.enum(EVENTS), listening: z.boolean() }), output: nothing },
} as const satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>;

export const ipcEvents = {
  /** From the tray's menu. The console changes it on the server and answers with `tray.setState`. */
  availabilityChosen: z.object({ availability }),
  /** `balcao://conversations/<id>` was opened somewhere on this machine. */
  deepLink: z.object({ kind: z.literal('conversation'), conversationId: z.uuid() }),
  notificationOpen: z.object({ conversationId: z.uuid() }),
  notificationReply: z.object({ conversationId: z.uuid(), text: z.string().min(1) }),
} as const satisfies Record<EventName, z.ZodType>;

/** Why a call did not reach its handler, or did not come back from it. */
export type DesktopProblem =
  | { code: 'desktop.foreignSender' }
  | { code: 'desktop.inputInvalid'; issues: { path: string; message: string }[] }
  | { code: 'desktop.failed' };

/** What travels over Electron's channel: never a thrown error, whose class and data would be lost on the way. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: DesktopProblem };

export type IpcInput<C extends Channel> = z.output<(typeof ipc)[C]['input']>;
export type IpcOutput<C extends Channel> = z.output<(typeof ipc)[C]['output']>;
export type IpcHandlers = { [C in Channel]: (input: IpcInput<C>) => Promise<IpcOutput<C>> | IpcOutput<C> };
export type IpcEvent<E extends EventName> = z.output<(typeof ipcEvents)[E]>;

/** What a caller writes: fields with a default may be left out. */
type Call<C extends Channel> =
  undefined extends z.input<(typeof ipc)[C]['input']>
    ? () => Promise<IpcOutput<C>>
    : (input: z.input<(typeof ipc)[C]['input']>) => Promise<IpcOutput<C>>;
/** `events.listen` is the preload's own business. */
type Open = Exclude<Channel, 'events.listen'>;
type Group = Open extends `${infer G}.${string}` ? G : never;
type MethodOf<G extends Group> = Open extends infer C ? (C extends `${G}.${infer M}` ? M : never) : never;
type Subscribe<E extends EventName> = (listener: (event: IpcEvent<E>) => void) => () => void;

/**
 * `window.balcao` in the desktop; absent in a browser.
 * Methods are the channels (`secrets.get` → `balcao.secrets.get({ name })`); events are `onDeepLink(listener)` and so
 * on, and answer with the function that unsubscribes.
 */
export type DesktopBridge = {
  [G in Group]: { [M in MethodOf<G>]: Call<Extract<`${G}.${M}`, Open>> };
} & { [E in EventName as `on${Capitalize<E>}`]: Subscribe<E> };
