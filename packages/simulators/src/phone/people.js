import { summaryOf } from './content.js';
import { el, fill, initials } from './dom.js';
import { icon } from './icons.js';
import { call, connect, readIfSeen } from './live.js';
import { changed, hasArrived, isUnread, state } from './store.js';
import { numberOf, say, timeOf } from './words.js';

/** The list of phones that one can take in hand. */
export function drawPeople(list) {
  const rows = [...state.people.values()]
    .map((one) => ({ one, ...lastOf(one.key) }))
    .sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
  fill(list, ...rows.map(row));
}

function row({ one, last, unread }) {
  const current = one.key === state.personKey;
  return el(
    'li',
    {},
    el(
      'button',
      { class: 'person', type: 'button', 'aria-current': current ? 'true' : null, onclick: () => take(one.key) },
      face(one.name, one.airplane),
      el(
        'span',
        { class: 'person-text' },
        el('span', { class: 'person-name' }, one.name, last && el('time', {}, timeOf(last.at))),
        el(
          'span',
          { class: 'person-last' },
          el('span', { class: 'cut' }, last ? summaryOf(last) : one.waId ? numberOf(one.waId) : say('noMessages')),
          unread > 0 && el('span', { class: 'badge' }, String(unread)),
        ),
      ),
    ),
  );
}

function lastOf(key) {
  const mine = [...state.messages.values()].filter((message) => message.personKey === key && hasArrived(message));
  const last = mine.reduce((newest, message) => (newest && newest.at > message.at ? newest : message), null);
  return { last, unread: mine.filter(isUnread).length };
}

export function face(name, airplane = false) {
  return el(
    'span',
    { class: 'face', 'aria-hidden': 'true' },
    initials(name),
    airplane && el('span', { class: 'face-mark' }, icon('plane')),
  );
}

/** Takes somebody's phone in hand: from now on their messages are read by looking. */
export function take(key) {
  state.personKey = key;
  state.typing = false;
  document.body.classList.add('in-chat');
  const known = state.held.has(key);
  state.held.add(key);
  if (!known) connect();
  changed('people');
  changed('chat');
  readIfSeen();
  document.querySelector('#words')?.focus({ preventScroll: true });
}

/** A new test contact under the next free number. */
export async function addPerson() {
  const taken = new Set([...state.people.values()].map((one) => one.waId));
  let n = 1;
  while (taken.has(`5511900000${String(n).padStart(3, '0')}`)) n += 1;
  const number = `5511900000${String(n).padStart(3, '0')}`;
  const one = await call('person', { from: number, name: `Contato de teste ${String(n).padStart(2, '0')}` });
  state.people.set(one.key, one);
  take(one.key);
}
