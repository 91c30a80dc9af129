import { contentOf, summaryOf } from './content.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { write } from './live.js';
import { business, chat, hasArrived, state } from './store.js';
import { dayOf, say, timeOf } from './words.js';

/** Kinds that are about another message and have no bubble of their own. */
const ABOUT_OTHERS = new Set(['reaction', 'edit', 'revoke']);
const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const EDITABLE_MS = 15 * 60_000;

/** @param {{ quote(message: object): void; edit(message: object): void }} compose */
export function drawThread(thread, compose) {
  const messages = chat().filter(hasArrived);
  const bubbles = messages.filter((message) => !ABOUT_OTHERS.has(message.wire.type));
  const wasAtEnd = leftBelow(thread) < 120;
  const playing = [...thread.querySelectorAll('audio,video')].some((media) => !media.paused);
  const known = new Map([...thread.querySelectorAll('[data-id]')].map((element) => [element.dataset.id, element]));
  let day = '';
  const drawn = bubbles.flatMap((message, index) => {
    const today = dayOf(message.at);
    const separator = today === day ? [] : [el('p', { class: 'day' }, today)];
    day = today;
    const follows = index > 0 && separator.length === 0 && bubbles[index - 1].from === message.from;
    const mark = JSON.stringify([message, reactionsTo(message, messages), follows]);
    const same = known.get(message.id);
    // A bubble that did not change stays the same element: a voice note goes on playing, a menu stays open.
    if (same?.mark === mark || (same && playing)) return [...separator, same];
    const fresh = bubble(message, messages, follows, compose);
    fresh.mark = mark;
    return [...separator, fresh];
  });
  fill(
    thread,
    ...(drawn.length > 0 ? drawn : [empty()]),
    state.typing && el('p', { class: 'bubble theirs dots', 'aria-label': say('typing') }, el('i'), el('i'), el('i')),
  );
  if (wasAtEnd || messages.at(-1)?.id !== thread.lastId) keepAtEnd(thread, Infinity);
  thread.lastId = messages.at(-1)?.id;
}

const leftBelow = (thread) => thread.scrollHeight - thread.scrollTop - thread.clientHeight;

/** Scrolls to the end if it is nearer than `pixels`. */
export function keepAtEnd(thread, pixels) {
  if (leftBelow(thread) < pixels) thread.scrollTop = thread.scrollHeight;
}

function bubble(message, messages, follows, compose) {
  const mine = message.from === 'person';
  const wire = message.wire;
  const bare = wire.type === 'sticker' && !message.revoked;
  const reactions = reactionsTo(message, messages);
  return el(
    'article',
    {
      class: `bubble ${mine ? 'mine' : 'theirs'} ${follows ? 'follows' : ''} ${bare ? 'bare' : ''}`,
      'data-id': message.id,
      'aria-label': `${mine ? say('you') : (business()?.verifiedName ?? '')}, ${timeOf(message.at)}`,
    },
    wire.context?.id && quoted(messages.find((one) => one.id === wire.context.id)),
    ...(message.revoked ? [el('i', { class: 'faint' }, icon('ban'), ' ', say('erased'))] : contentOf(message, write)),
    el(
      'span',
      { class: 'meta' },
      message.via === 'phone' && `${say('ownerPhone')} · `,
      message.edited && `${say('edited')} · `,
      el('time', { class: 'num' }, timeOf(message.at)),
      mine && tick(message.tick),
    ),
    reactions.length > 0 && el('span', { class: 'reactions' }, reactions.join(' ')),
    !message.revoked && menu(message, mine, compose),
  );
}

function quoted(original) {
  return el(
    'span',
    { class: 'quote' },
    el('b', {}, original?.from === 'person' ? say('you') : (business()?.verifiedName ?? '')),
    el('span', { class: 'cut' }, original ? summaryOf(original) : '…'),
  );
}

function tick(state_) {
  const ticks = {
    waiting: ['clock', 'tickWaiting'],
    sent: ['check', 'tickSent'],
    delivered: ['check-check', 'tickDelivered'],
    read: ['check-check', 'tickRead'],
  };
  const [symbol, word] = ticks[state_];
  return el('span', { class: `tick ${state_}`, role: 'img', 'aria-label': say(word), title: say(word) }, icon(symbol));
}

/** The latest reaction of each side; an empty one takes it back. */
function reactionsTo(message, messages) {
  const latest = new Map();
  for (const { wire, from } of messages) {
    if (wire.type === 'reaction' && wire.reaction.message_id === message.id)
      latest.set(from, wire.reaction.emoji ?? '');
  }
  return [...latest.values()].filter(Boolean);
}

function menu(message, mine, compose) {
  const act = (work) => () => {
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    work();
  };
  const item = (symbol, label, work) =>
    el('button', { type: 'button', class: 'menu-item', onclick: act(work) }, icon(symbol), label);
  const fresh = Date.now() - message.at < EDITABLE_MS;
  const panel = el(
    'span',
    { class: 'menu', hidden: true },
    el(
      'span',
      { class: 'emojis', role: 'group', 'aria-label': say('react') },
      ...REACTIONS.map((emoji) =>
        el(
          'button',
          {
            type: 'button',
            'aria-label': `${say('react')}: ${emoji}`,
            onclick: act(() => write({ type: 'reaction', messageId: message.id, emoji })),
          },
          emoji,
        ),
      ),
    ),
    item('reply', say('reply'), () => compose.quote(message)),
    mine && message.wire.type === 'text' && fresh && item('pencil', say('edit'), () => compose.edit(message)),
    mine && item('trash', say('erase'), () => write({ type: 'revoke', messageId: message.id })),
  );
  const opener = el(
    'button',
    {
      type: 'button',
      class: 'more',
      'aria-label': say('options'),
      'aria-expanded': 'false',
      onclick: () => {
        const opens = panel.hidden;
        for (const other of document.querySelectorAll('.menu')) other.hidden = true;
        panel.hidden = !opens;
        opener.setAttribute('aria-expanded', String(opens));
        if (!opens) return;
        const thread = panel.closest('.thread').getBoundingClientRect();
        panel.classList.toggle('up', opener.getBoundingClientRect().bottom + 210 > thread.bottom);
        panel.querySelector('button').focus();
      },
    },
    icon('ellipsis'),
  );
  return el('span', { class: 'menu-place' }, opener, panel);
}

function empty() {
  const starters = ['hello', 'slot', 'price'];
  return el(
    'div',
    { class: 'empty' },
    el('h2', {}, say('emptyTitle')),
    el('p', {}, say('emptyText')),
    el(
      'p',
      { class: 'starters' },
      ...starters.map((key) => el('button', { type: 'button', onclick: () => write({ text: say(key) }) }, say(key))),
    ),
  );
}
