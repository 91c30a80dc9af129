import { el } from './dom.js';
import { icon } from './icons.js';
import { player } from './player.js';
import { openList } from './sheet.js';
import { say } from './words.js';

/** What is inside a bubble, by the kind of message, in either direction. */
const mediaUrl = (id) => `/_sim/whatsapp/media/${encodeURIComponent(id)}`;

/** @returns {Node[]} */
export function contentOf(message, answer) {
  const { wire } = message;
  const inside = wire[wire.type] ?? {};
  return (KINDS[wire.type] ?? KINDS.unsupported)(inside, wire, message, answer);
}

const KINDS = {
  text: (text) => [words(text.body)],
  image: (image) => [
    el('img', { class: 'photo', src: mediaUrl(image.id), alt: image.caption || say('photo') }),
    caption(image),
  ],
  video: (video) => [
    el('video', { class: 'photo', src: mediaUrl(video.id), controls: true, preload: 'metadata' }),
    caption(video),
  ],
  sticker: (sticker) => [el('img', { class: 'sticker', src: mediaUrl(sticker.id), alt: say('sticker') })],
  audio: (audio) => [player(mediaUrl(audio.id))],
  document: (file) => [
    el(
      'a',
      { class: 'file', href: mediaUrl(file.id), target: '_blank', rel: 'noopener' },
      icon('file-text'),
      el('span', { class: 'cut' }, file.filename ?? say('document')),
    ),
    caption(file),
  ],
  location: (place) => [
    el(
      'a',
      {
        class: 'place',
        href: `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=16/${place.latitude}/${place.longitude}`,
        target: '_blank',
        rel: 'noopener',
        'aria-label': `${place.name ?? say('location')}. ${say('openMap')}`,
      },
      el('span', { class: 'map' }, icon('map-pin')),
      el('span', { class: 'place-name' }, place.name ?? say('location')),
      el('span', { class: 'faint' }, place.address ?? `${place.latitude}, ${place.longitude}`),
    ),
  ],
  contacts: (cards) =>
    cards.map((card) =>
      el(
        'span',
        { class: 'card' },
        el('span', { class: 'face small', 'aria-hidden': 'true' }, icon('user')),
        el(
          'span',
          {},
          el('b', {}, card.name?.formatted_name ?? ''),
          el('br'),
          el('span', { class: 'faint' }, card.phones?.[0]?.phone ?? ''),
        ),
      ),
    ),
  interactive: (inside, _wire, message, answer) =>
    message.from === 'person'
      ? [words(answered(inside).title)]
      : [...around(inside), ...choices(inside, message, answer)],
  button: (button) => [words(button.text)],
  template: (_template, wire, message, answer) => {
    const { header, body, footer, buttons } = wire.filled ?? { header: '', body: '', footer: '', buttons: [] };
    return [
      header && el('strong', {}, header),
      words(body),
      footer && el('span', { class: 'faint' }, footer),
      buttons.length > 0 &&
        el(
          'span',
          { class: 'choices' },
          ...buttons.map((title) =>
            choice(title, () => answer({ type: 'button', answer: { id: title, title }, context: message.id })),
          ),
        ),
    ].filter(Boolean);
  },
  system: (system) => [el('i', {}, system.body)],
  order: (order) => [words(order.text)],
  unsupported: (inside) => [
    el('i', { class: 'faint' }, icon('ban'), ' ', say('unsupported'), inside.type ? ` (${inside.type})` : ''),
  ],
};

const words = (text = '') => el('span', { class: 'words' }, text);
const caption = ({ caption: text }) => (text ? words(text) : '');
const answered = (inside) => inside[inside.type] ?? {};

function around({ header, body, footer }) {
  return [
    header?.text && el('strong', {}, header.text),
    words(body?.text),
    footer?.text && el('span', { class: 'faint' }, footer.text),
  ].filter(Boolean);
}

function choices({ type, action }, message, answer) {
  if (type === 'button') {
    return [
      el(
        'span',
        { class: 'choices' },
        ...action.buttons.map(({ reply }) =>
          choice(reply.title, () =>
            answer({ type: 'interactive', answer: { type: 'button', ...reply }, context: message.id }),
          ),
        ),
      ),
    ];
  }
  if (type === 'list') {
    return [
      el(
        'span',
        { class: 'choices' },
        choice(action.button, () => openList(action, message, answer), 'list'),
      ),
    ];
  }
  if (type === 'cta_url') {
    const { display_text, url } = action.parameters;
    return [
      el(
        'span',
        { class: 'choices' },
        el('a', { class: 'choice', href: url, target: '_blank', rel: 'noopener' }, icon('external-link'), display_text),
      ),
    ];
  }
  return [];
}

const choice = (title, onclick, symbol = 'reply') =>
  el('button', { class: 'choice', type: 'button', onclick }, icon(symbol), title);

/** A message in a few words, for lists and quotes. */
export function summaryOf(message) {
  if (message.revoked) return say('erased');
  const { wire } = message;
  const inside = wire[wire.type] ?? {};
  const names = {
    image: 'photo',
    video: 'video',
    audio: 'voice',
    document: 'document',
    sticker: 'sticker',
    location: 'location',
    contacts: 'contact',
  };
  if (wire.type === 'text') return inside.body;
  if (wire.type === 'template') return wire.filled?.body ?? '';
  if (wire.type === 'interactive')
    return message.from === 'person' ? (answered(inside).title ?? '') : (inside.body?.text ?? '');
  if (wire.type === 'button') return inside.text;
  if (wire.type === 'reaction') return inside.emoji ?? '';
  if (names[wire.type]) return inside.caption || inside.filename || inside.name || say(names[wire.type]);
  return say('unsupported');
}
