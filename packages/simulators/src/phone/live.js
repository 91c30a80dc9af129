import { changed, chat, isUnread, person, replaceAll, state } from './store.js';

/** The line to the simulator: calls out, events in. */
const BASE = '/_sim/whatsapp';
const TYPING_MS = 25_000;
const KEPT_DELIVERIES = 40;

export async function call(path, body) {
  const response = await fetch(path.startsWith('/') ? path : `${BASE}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** The person in hand writes. */
export function write(message) {
  const { key } = person();
  return call('inbound', { person: key, phoneNumberId: state.phoneNumberId, ...message });
}

/** What has arrived is read as soon as somebody can see it. */
export function readIfSeen() {
  const one = person();
  if (!one || one.airplane || document.visibilityState !== 'visible' || !document.body.classList.contains('in-chat'))
    return;
  if (chat().some(isUnread)) void call('read', { to: one.key, phoneNumberId: state.phoneNumberId });
}

export async function refresh() {
  const response = await fetch(`${BASE}/phone`);
  replaceAll(await response.json());
  const faults = await (await fetch('/_sim/faults')).json();
  state.faults = faults.items.length;
  changed('network');
}

let events = null;
let typingEnds = 0;

/** Connects again each time another phone is taken in hand, so that the simulator knows whose it no longer reads for. */
export function connect() {
  events?.close();
  const holds = [...state.held].join(',');
  events = new EventSource(`${BASE}/events?holds=${encodeURIComponent(holds)}`);
  events.onmessage = (event) => heard(JSON.parse(event.data));
  events.onerror = () => {
    state.connected = false;
    changed('connection');
  };
}

const HEARD = {
  async hello() {
    state.connected = true;
    changed('connection');
    await refresh();
    readIfSeen();
  },
  reset: () => refresh(),
  message({ message }) {
    state.messages.set(message.id, message);
    const here = message.personKey === state.personKey && message.phoneNumberId === state.phoneNumberId;
    if (here && message.from === 'business') setTyping(false);
    changed('message', message);
    if (here) readIfSeen();
  },
  person({ person: one }) {
    state.people.set(one.key, one);
    changed('people');
  },
  typing({ personKey, phoneNumberId }) {
    if (personKey === state.personKey && phoneNumberId === state.phoneNumberId) setTyping(true);
  },
  delivery(delivery) {
    state.deliveries = [delivery, ...state.deliveries].slice(0, KEPT_DELIVERIES);
    changed('network');
  },
};
const heard = (happening) => HEARD[happening.kind]?.(happening);

function setTyping(typing) {
  clearTimeout(typingEnds);
  if (typing) typingEnds = setTimeout(() => setTyping(false), TYPING_MS);
  state.typing = typing;
  changed('people');
}
