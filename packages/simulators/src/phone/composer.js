import { summaryOf } from './content.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { write } from './live.js';
import { state } from './store.js';
import { say } from './words.js';

/** What is being written: a new message, an answer to one, or a change of one. */
let about = { kind: 'new' };

export function makeComposer(form) {
  const words = el('textarea', {
    id: 'words',
    rows: 1,
    'aria-label': say('write'),
    placeholder: say('write'),
    maxLength: 4096,
    oninput: grow,
    onkeydown: key,
  });
  const banner = el('div', { class: 'banner', hidden: true });
  const picker = el('input', { type: 'file', hidden: true, onchange: sendFile });
  const sendButton = el(
    'button',
    { type: 'submit', class: 'round', 'aria-label': say('send'), title: say('send') },
    icon('send'),
  );
  const attachButton = el(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': say('attach'),
      title: say('attach'),
      'aria-expanded': 'false',
      onclick: () => showMenu(menu.hidden),
    },
    icon('paperclip'),
  );
  const item = (symbol, label, message) =>
    el('button', { type: 'button', class: 'menu-item', onclick: () => attach(message) }, icon(symbol), say(label));
  const menu = el(
    'div',
    { class: 'menu attach', hidden: true },
    item('image', 'photo', { type: 'image' }),
    item('mic', 'voice', { type: 'voice' }),
    item('video', 'video', { type: 'video' }),
    item('file-text', 'document', { type: 'document' }),
    item('map-pin', 'location', { type: 'location' }),
    item('user', 'contact', { type: 'contacts' }),
    item('sticker', 'sticker', { type: 'sticker' }),
    item('chart-bar', 'poll', { type: 'unsupported', text: 'poll_creation' }),
    el('button', { type: 'button', class: 'menu-item', onclick: pickFile }, icon('folder-open'), say('file')),
  );
  const voiceButton = el(
    'button',
    {
      type: 'button',
      class: 'round quiet',
      'aria-label': say('voice'),
      title: say('voice'),
      onclick: () => attach({ type: 'voice' }),
    },
    icon('mic'),
  );
  fill(form, banner, menu, picker, el('div', { class: 'line' }, attachButton, words, voiceButton, sendButton));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });

  function send() {
    const text = words.value.trim();
    if (!text) return;
    words.value = '';
    grow();
    if (about.kind === 'edit') void write({ type: 'edit', messageId: about.message.id, text });
    else void write({ text, ...context() });
    set({ kind: 'new' });
  }

  function attach(message) {
    showMenu(false);
    void write({ ...message, ...context() });
    set({ kind: 'new' });
  }

  function pickFile() {
    showMenu(false);
    picker.click();
  }

  async function sendFile() {
    const file = picker.files?.[0];
    picker.value = '';
    if (!file) return;
    const type = ['image', 'video', 'audio'].find((kind) => file.type.startsWith(`${kind}/`)) ?? 'document';
    attach({
      type,
      media: { mime: file.type || 'application/octet-stream', fileName: file.name, base64: await base64Of(file) },
    });
  }

  const context = () => (about.kind === 'quote' ? { context: about.message.id } : {});

  function set(next) {
    about = next;
    banner.hidden = about.kind === 'new';
    if (about.kind === 'new') return;
    const title = about.kind === 'edit' ? say('editing') : say('replyingTo');
    fill(
      banner,
      el('span', { class: 'quote' }, el('b', {}, title), el('span', { class: 'cut' }, summaryOf(about.message))),
      el('button', { type: 'button', class: 'round quiet', 'aria-label': say('cancel'), onclick: cancel }, icon('x')),
    );
    if (about.kind === 'edit') words.value = summaryOf(about.message);
    grow();
    words.focus();
  }

  function cancel() {
    if (about.kind === 'edit') words.value = '';
    set({ kind: 'new' });
    grow();
  }

  function key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape') cancel();
  }

  function grow() {
    words.style.height = 'auto';
    words.style.height = `${Math.min(words.scrollHeight, 120)}px`;
    form.classList.toggle('has-words', words.value.trim() !== '');
  }

  function showMenu(shown) {
    menu.hidden = !shown;
    attachButton.setAttribute('aria-expanded', String(shown));
    if (shown) menu.querySelector('button').focus();
  }

  document.addEventListener('pointerdown', (event) => {
    if (!event.target.closest('.menu, .more, .round')) closeMenus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = [...document.querySelectorAll('.menu:not([hidden])')].length > 0;
    closeMenus();
    if (open) words.focus();
  });
  function closeMenus() {
    for (const one of document.querySelectorAll('.menu')) one.hidden = true;
    attachButton.setAttribute('aria-expanded', 'false');
  }

  let lastPerson = state.personKey;
  return {
    quote: (message) => set({ kind: 'quote', message }),
    edit: (message) => set({ kind: 'edit', message }),
    /** Another phone in hand: what was begun on the last one is dropped. */
    chatChanged() {
      if (lastPerson === state.personKey) return;
      lastPerson = state.personKey;
      words.value = '';
      cancel();
    },
  };
}

async function base64Of(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 32_768) {
    text += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return btoa(text);
}
