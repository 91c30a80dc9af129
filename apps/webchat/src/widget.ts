import type { Keeping } from './keeping.ts';
import { element, icon } from './parts.ts';
import type { Desk, Line, Session } from './server.ts';
import { STYLES } from './styles.ts';
import { emptyThread, type Message, type Thread, type Unsent, withMessages, withUnsent } from './thread.ts';
import type { Words } from './words.ts';

const FILE_LIMIT_BYTES = 10 * 1024 * 1024;
const RETRY_MS = 4_000;
const TYPING_EVERY_MS = 3_000;
/** The desk says it again every 3 s while somebody goes on writing. */
const TYPING_BELIEVED_MS = 6_000;

type Needs = { desk: Desk; keeping: Keeping; words: Words; language: string };

/** The button in the corner and the chat behind it. It speaks to the desk when it is opened, or when there is a visit to resume. */
export function startWidget(host: HTMLElement, { desk, keeping, words, language }: Needs): void {
  const root = host.attachShadow({ mode: 'open' });
  host.lang = language;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];

  let session: Session | null = null;
  let line: Line | null = null;
  let thread: Thread = { ...emptyThread, unsent: keeping.unsent() };
  let ended = false;
  let place: number | null = null;
  let lastTyping = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let answering: ReturnType<typeof setTimeout> | undefined;

  const count = element('span', { class: 'count', hidden: true });
  const launch = element(
    'button',
    { class: 'launch', type: 'button', 'aria-label': words.open, 'aria-expanded': 'false' },
    icon('chat'),
    count,
  );
  const close = element('button', { type: 'button', 'aria-label': words.close }, icon('close'));
  const log = element('div', { class: 'log', role: 'log', 'aria-label': words.messages, tabindex: '0' });
  const status = element('div', { class: 'status', role: 'status', hidden: true });
  const typing = element(
    'div',
    { class: 'typing', role: 'status', hidden: true },
    element('i'),
    element('i'),
    element('i'),
    element('span', { class: 'hide' }, words.answering),
  );
  const name = element('input', { name: 'name', autocomplete: 'name', maxlength: '200' });
  const email = element('input', { name: 'email', type: 'email', autocomplete: 'email', maxlength: '200' });
  const aboutVisitor = element(
    'div',
    { hidden: true },
    element('label', {}, words.name, name),
    element('label', {}, words.email, email),
  );
  const text = element('textarea', { rows: '1', maxlength: '4000', placeholder: words.placeholder });
  const attach = element('button', { class: 'icon', type: 'button', 'aria-label': words.attach }, icon('attach'));
  const file = element('input', { type: 'file', hidden: true });
  const send = element('button', { class: 'icon primary', type: 'submit', 'aria-label': words.send }, icon('send'));
  const form = element(
    'form',
    {},
    aboutVisitor,
    element(
      'div',
      { class: 'row' },
      attach,
      file,
      element('label', {}, element('span', { class: 'hide' }, words.message), text),
      send,
    ),
  );
  const panel = element(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': words.title, hidden: true },
    element('header', {}, element('h2', {}, words.title), close),
    log,
    typing,
    status,
    form,
  );
  root.append(panel, launch);

  launch.onclick = () => (panel.hidden ? openPanel() : closePanel());
  close.onclick = closePanel;
  panel.onkeydown = (event) => {
    if (event.key === 'Escape') closePanel();
  };
  attach.onclick = () => file.click();
  file.onchange = () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    if (chosen) void upload(chosen);
  };
  text.oninput = () => {
    if (Date.now() - lastTyping < TYPING_EVERY_MS) return;
    lastTyping = Date.now();
    line?.typing();
  };
  text.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const written = text.value.trim();
    if (written === '') return;
    text.value = '';
    lastTyping = 0;
    const unsent: Unsent = {
      clientId: crypto.randomUUID(),
      text: written,
      name: name.value.trim(),
      email: email.value.trim(),
      at: Date.now(),
      state: 'waiting',
    };
    aboutVisitor.hidden = true;
    change(withUnsent(thread, unsent));
    void sendWaiting();
  };
  addEventListener('online', () => void sendWaiting());
  document.addEventListener('visibilitychange', noteRead);

  // Who has been here before hears of an answer without opening the chat.
  if (keeping.token() !== null) void begin();

  function openPanel(): void {
    panel.hidden = false;
    launch.setAttribute('aria-expanded', 'true');
    launch.setAttribute('aria-label', words.close);
    text.focus();
    noteRead();
    draw();
    void begin();
  }

  function closePanel(): void {
    panel.hidden = true;
    launch.setAttribute('aria-expanded', 'false');
    launch.focus();
    draw();
  }

  async function begin(): Promise<void> {
    if (session) return;
    try {
      session = await desk.session(keeping.token());
    } catch {
      say(words.unavailable);
      clearTimeout(retry);
      retry = setTimeout(() => void begin(), RETRY_MS * 3);
      return;
    }
    say('');
    keeping.keepToken(session.token);
    host.style.setProperty('--accent', session.color);
    ended = session.thread.isClosed;
    aboutVisitor.hidden = session.attended || session.thread.messages.length > 0;
    change(withMessages(thread, session.thread.messages));
    line = desk.listen(session, {
      message(message) {
        if (message.from === 'company') {
          ended = false;
          showAnswering(false);
        }
        change(withMessages(thread, [message]));
        noteRead();
      },
      typing: () => showAnswering(true),
      ended() {
        ended = true;
        draw();
      },
      place(position) {
        place = position;
        draw();
      },
      online(isOnline) {
        say(isOnline ? '' : words.offline);
        if (isOnline) void sendWaiting();
      },
    });
    noteRead();
    void sendWaiting();
  }

  let sending = false;
  /** One after the other, so that they arrive as they were written. */
  async function sendWaiting(): Promise<void> {
    if (sending || !session) return;
    sending = true;
    try {
      for (let next = firstWaiting(); next && session; next = firstWaiting()) {
        const outcome = await desk.post(session.token, next);
        if (outcome === 'taken') {
          ended = false;
          // Until the desk tells it back it stands as it is; sent again, it would still be one.
          pendingEcho.add(next.clientId);
          continue;
        }
        if (outcome.kind === 'no') {
          change(withUnsent(thread, { ...next, state: 'failed' }));
          continue;
        }
        say(outcome.kind === 'tooMany' ? words.tooMany : words.unsent);
        clearTimeout(retry);
        retry = setTimeout(() => void sendWaiting(), RETRY_MS);
        return;
      }
      if (line) say('');
    } finally {
      sending = false;
    }
  }
  const pendingEcho = new Set<string>();
  const firstWaiting = () =>
    thread.unsent.find(({ state, clientId }) => state === 'waiting' && !pendingEcho.has(clientId));

  async function upload(chosen: File): Promise<void> {
    if (chosen.size > FILE_LIMIT_BYTES) return say(words.tooLarge);
    await begin();
    if (!session) return;
    say(words.sending);
    const outcome = await desk.upload(session.token, crypto.randomUUID(), chosen);
    if (outcome === 'taken') return say('');
    say(outcome.kind === 'no' ? words.refusedFile : outcome.kind === 'tooMany' ? words.tooMany : words.unsent);
  }

  function change(next: Thread): void {
    thread = next;
    keeping.keepUnsent(thread.unsent);
    draw();
  }

  const fromCompany = () => thread.messages.filter(({ from }) => from === 'company');

  function noteRead(): void {
    const last = fromCompany().at(-1);
    if (panel.hidden || document.hidden || !last || last.at <= keeping.readUntil()) return;
    keeping.keepReadUntil(last.at);
    line?.read(last.at);
    draw();
  }

  function showAnswering(isAnswering: boolean): void {
    clearTimeout(answering);
    typing.hidden = !isAnswering;
    if (isAnswering) answering = setTimeout(() => showAnswering(false), TYPING_BELIEVED_MS);
  }

  function say(what: string): void {
    status.textContent = what;
    status.hidden = what === '';
  }

  function draw(): void {
    const unread = fromCompany().filter(({ at }) => at > keeping.readUntil()).length;
    count.hidden = unread === 0 || !panel.hidden;
    count.textContent = String(unread);
    if (panel.hidden)
      launch.setAttribute(
        'aria-label',
        unread === 0 ? words.open : `${words.open}: ${words.unread.replace('{n}', String(unread))}`,
      );
    if (panel.hidden) return;
    const greeting = session?.greeting || words.greeting;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    log.replaceChildren(
      element('div', { class: 'bubble company' }, greeting),
      ...(session && !session.attended && thread.messages.length === 0
        ? [element('p', { class: 'note' }, words.away)]
        : []),
      ...thread.messages.map(bubble),
      ...thread.unsent.flatMap(unsentBubble),
      ...(place === null ? [] : [element('p', { class: 'note' }, words.place.replace('{n}', String(place)))]),
      ...(ended ? [element('p', { class: 'note' }, words.ended)] : []),
    );
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  function bubble(message: Message): HTMLElement {
    const isMine = message.from === 'visitor';
    const who = isMine ? words.you : message.author || words.company;
    return element(
      'div',
      { class: `bubble ${message.from}` },
      element('span', { class: isMine ? 'hide' : 'about' }, `${who}${isMine ? ': ' : ''}`),
      message.file && fileIn(message.file),
      message.text,
    );
  }

  function fileIn({ url, name: fileName, mime }: NonNullable<Message['file']>): HTMLElement {
    const shown = fileName || words.file;
    if (url === null) return element('span', {}, `${shown} …`);
    const address = desk.fileUrl(url);
    const link = element('a', { href: address, target: '_blank', rel: 'noopener' });
    link.append(
      /^image\/(jpeg|png|gif|webp)$/.test(mime) ? element('img', { src: `${address}?size=small`, alt: shown }) : shown,
    );
    return link;
  }

  function unsentBubble(unsent: Unsent): HTMLElement[] {
    const waiting = element('div', { class: 'bubble visitor waiting' }, unsent.text);
    if (unsent.state === 'waiting') return [waiting, element('span', { class: 'state' }, words.sending)];
    const again = element('button', { class: 'retry', type: 'button' }, words.failed);
    again.onclick = () => {
      change(withUnsent(thread, { ...unsent, state: 'waiting' }));
      void sendWaiting();
    };
    return [waiting, again];
  }
}
