/**
 * What the page knows. One object, changed only here; whoever draws listens.
 * Messages are kept as the simulator tells them: `wire` is the message as it is on the wire.
 */
export const state = {
  numbers: [],
  people: new Map(),
  messages: new Map(),
  /** Key of the person whose phone is in hand; null: none, on a narrow screen the list is shown. */
  personKey: null,
  phoneNumberId: null,
  typing: false,
  connected: true,
  deliveries: [],
  faults: 0,
  /** Keys of the phones that were in hand since the page was opened: they are read by looking. */
  held: new Set(),
};

const listeners = new Set();
/** @param {(what: 'message' | 'people' | 'chat' | 'network' | 'connection', message?: object) => void} listener */
export const listen = (listener) => listeners.add(listener);
export function changed(what, message) {
  for (const listener of listeners) listener(what, message);
}

export const person = () => state.people.get(state.personKey) ?? null;
export const business = () => state.numbers.find((number) => number.phoneNumberId === state.phoneNumberId) ?? null;

/** The messages of the chat in hand, oldest first. */
export function chat() {
  return inChat(state.personKey, state.phoneNumberId);
}

export function inChat(personKey, phoneNumberId) {
  return [...state.messages.values()]
    .filter((message) => message.personKey === personKey && message.phoneNumberId === phoneNumberId)
    .sort((a, b) => a.at - b.at);
}

/** Where a message of the business stands on this phone. */
export const statusOf = (message) => message.statuses?.at(-1)?.status ?? null;
/** A message that the phone has: sent ones wait at the platform, failed ones never come. */
export const hasArrived = (message) =>
  message.from === 'person' || message.via !== 'api' || ['delivered', 'read'].includes(statusOf(message));
export const isUnread = (message) =>
  message.from === 'business' && message.via === 'api' && statusOf(message) === 'delivered';

/** Everything that a snapshot says. */
export function replaceAll({ numbers, people, messages, deliveries }) {
  state.numbers = numbers;
  state.deliveries = deliveries;
  state.people = new Map(people.map((one) => [one.key, one]));
  state.messages = new Map(messages.map((message) => [message.id, message]));
  state.phoneNumberId ??= numbers[0]?.phoneNumberId ?? null;
  if (!state.people.has(state.personKey)) state.personKey = null;
  changed('people');
  changed('chat');
}
