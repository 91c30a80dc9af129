import { type BusinessMessage, statusOf } from '../chats.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Platform } from '../platform.ts';

/** One thing the product sent, with its content as it was sent (`type`, and under that name the rest), and what became of it. */
export function outboxItem(platform: Platform, message: BusinessMessage, person: Person | null) {
  const account = platform.accounts.find(message.phoneNumberId);
  return {
    id: message.id,
    at: new Date(message.at).toISOString(),
    phoneNumberId: message.phoneNumberId,
    to: person?.waId ?? null,
    userId: person && account ? userIdOf(person, account.wabaId) : null,
    name: person?.name ?? null,
    ...message.wire,
    callbackData: message.callbackData,
    status: statusOf(message),
    statuses: message.statuses.map(({ status, at }) => ({ status, at: new Date(at).toISOString() })),
    failure: message.failure,
  };
}

/** What the product sent, oldest first; of one person when `to` names them by number or business-scoped id. */
export function outbox(platform: Platform, to: string | undefined) {
  const { people, chats } = platform.world;
  const portfolios = platform.accounts.all().map((account) => account.wabaId);
  const named = (person: Person) =>
    to === undefined ||
    portfolios.some((portfolio) => userIdOf(person, portfolio) === to) ||
    (/^[\d\s()+-]+$/.test(to) && people.withNumber(to) === person);
  return chats
    .all()
    .flatMap((chat) => {
      const person = people.byKey(chat.personKey);
      return person && named(person) ? chat.messages.map((message) => ({ message, person })) : [];
    })
    .flatMap(({ message, person }) =>
      message.from === 'business' && message.via === 'api' ? [outboxItem(platform, message, person)] : [],
    )
    .sort((a, b) => a.at.localeCompare(b.at));
}
