/**
 * The names that may pass between console and shell. Apart from their schemas (ipc.ts) because the preload needs only
 * the names: it runs in every window before the first line of the console, and zod would be most of its weight.
 */
export const CHANNELS = [
  'app.info',
  'app.setLanguage',
  'badge.set',
  'events.listen',
  'notifications.close',
  'notifications.show',
  'secrets.get',
  'secrets.remove',
  'secrets.set',
  'server.getAddress',
  'server.setAddress',
  'shell.openExternal',
  'shortcut.get',
  'shortcut.set',
  'spellcheck.get',
  'spellcheck.set',
  'startAtLogin.get',
  'startAtLogin.set',
  'tray.setState',
  'zoom.get',
  'zoom.set',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the shell tells the console, unasked. */
export const EVENTS = ['availabilityChosen', 'deepLink', 'notificationOpen', 'notificationReply'] as const;
export type EventName = (typeof EVENTS)[number];

/** One Electron channel carries all events, so that a window has one listener however many screens subscribe. */
export const EVENT_CHANNEL = 'balcao.event';
