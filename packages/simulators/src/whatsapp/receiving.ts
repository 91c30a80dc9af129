import type { Struck } from '../faults.ts';
import type { Account } from './accounts.ts';
import { type BusinessMessage, type Failure, type Status, type StatusMark, statusOf } from './chats.ts';
import { GraphError } from './graph/errors.ts';
import type { Person } from './people.ts';
import type { Platform } from './platform.ts';
import { tellProduct } from './telling.ts';
import type { Outcome } from './webhooks/attempt.ts';
import { contactItem, statusItem } from './webhooks/envelope.ts';

/**
 * A message of the business on its way to the phone:
 *
 *   accepted → sent → delivered → read
 *                  ↘ failed
 *
 * `delivered` needs a phone with a network; `read` needs somebody who looks, or nobody holding the phone and a while.
 * Each step is told to the product, unless a fault on `status` loses, repeats or disorders the telling.
 */
export function takeOver(platform: Platform, account: Account, person: Person, message: BusinessMessage): void {
  const { sentMs } = platform.settings.delays;
  platform.timers.after(sentMs, () => {
    if (message.failure) return tell(platform, account, person, message, 'failed');
    if (person.unreachable) return fail(platform, account, person, message, new GraphError(131026));
    tell(platform, account, person, message, 'sent');
    if (!person.airplane) arrive(platform, account, person, message);
  });
}

/** After a restart: from where the message stood; what the product may not have heard is told again. */
export function carryOn(platform: Platform, account: Account, person: Person, message: BusinessMessage): void {
  for (const mark of message.statuses) {
    if (!mark.told) void tellStatus(platform, account, person, message, mark, {});
  }
  const status = statusOf(message);
  if (status === 'accepted') takeOver(platform, account, person, message);
  if (status === 'sent' && !person.airplane) arrive(platform, account, person, message);
  if (status === 'delivered') beReadLater(platform, account, person, message);
}

/** Ends the message with an error, by a status. */
export function fail(
  platform: Platform,
  account: Account,
  person: Person,
  message: BusinessMessage,
  error: GraphError,
): void {
  message.failure = failureOf(error);
  tell(platform, account, person, message, 'failed');
}

export const failureOf = (error: GraphError): Failure => ({
  code: error.code,
  title: error.title,
  details: error.details,
});

/** The network is back: what waited at the platform arrives. */
export function receiveWaiting(platform: Platform, person: Person): void {
  for (const { account, message } of messagesTo(platform, person)) {
    if (statusOf(message) === 'sent') arrive(platform, account, person, message);
  }
}

/** Somebody looks at the chat: everything that has arrived is read. @returns the ids. */
export function look(platform: Platform, person: Person, phoneNumberId: string | undefined): string[] {
  if (person.airplane) return [];
  const seen: string[] = [];
  for (const { account, message } of messagesTo(platform, person)) {
    if (phoneNumberId !== undefined && message.phoneNumberId !== phoneNumberId) continue;
    if (statusOf(message) !== 'delivered') continue;
    tell(platform, account, person, message, 'read');
    seen.push(message.id);
  }
  return seen;
}

/** Records a status and tells the product. */
export function tell(
  platform: Platform,
  account: Account,
  person: Person,
  message: BusinessMessage,
  status: Status,
): void {
  const struck = platform.faults.strike('whatsapp', 'status');
  if (struck.error && status !== 'failed') {
    const { code, status: http } = struck.error;
    fail(platform, account, person, message, new GraphError(code ?? 131000, http ? { status: http } : {}));
    return;
  }
  const mark = { status, at: platform.now(), told: false };
  message.statuses.push(mark);
  platform.feed.tell({ kind: 'message', message });
  if (!struck.drop) void tellStatus(platform, account, person, message, mark, struck);
}

function tellStatus(
  platform: Platform,
  account: Account,
  person: Person,
  message: BusinessMessage,
  mark: StatusMark,
  struck: Struck,
): Promise<Outcome> {
  const category = message.wire.type === 'template' ? 'utility' : 'service';
  const arrived = mark.status === 'delivered' || mark.status === 'read';
  return tellProduct(platform, account, person, {
    field: 'messages',
    content: {
      ...(arrived ? { contacts: [contactItem(account, person, platform.settings)] } : {}),
      statuses: [statusItem(account, person, { ...message, category }, mark, message.failure, platform.settings)],
    },
    about: `status · ${mark.status}`,
    struck,
    onAccepted: () => {
      mark.told = true;
      platform.feed.tell({ kind: 'message', message });
    },
  });
}

function arrive(platform: Platform, account: Account, person: Person, message: BusinessMessage): void {
  platform.timers.after(platform.settings.delays.deliveredMs, () => {
    if (person.airplane || statusOf(message) !== 'sent') return;
    tell(platform, account, person, message, 'delivered');
    beReadLater(platform, account, person, message);
  });
}

function beReadLater(platform: Platform, account: Account, person: Person, message: BusinessMessage): void {
  const { readMs } = platform.settings.delays;
  if (readMs === null) return;
  platform.timers.after(readMs, () => {
    if (platform.feed.holds(person.key) || statusOf(message) !== 'delivered') return;
    tell(platform, account, person, message, 'read');
  });
}

function messagesTo(platform: Platform, person: Person): { account: Account; message: BusinessMessage }[] {
  return platform.accounts.all().flatMap((account) =>
    platform.world.chats
      .of(person, account.phoneNumberId)
      .messages.filter((message): message is BusinessMessage => message.from === 'business' && message.via === 'api')
      .map((message) => ({ account, message })),
  );
}
