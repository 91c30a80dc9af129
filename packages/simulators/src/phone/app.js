import { makeComposer } from './composer.js';
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { connect, readIfSeen, refresh } from './live.js';
import { drawNetwork, drawSwitches } from './network.js';
import { addPerson, drawPeople, face, take } from './people.js';
import { business, changed, listen, person, state } from './store.js';
import { drawThread, keepAtEnd } from './thread.js';
import { locale, numberOf, say } from './words.js';

const $ = (selector) => document.querySelector(selector);
document.documentElement.lang = locale;
document.title = say('title');
for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);

const compose = makeComposer($('#composer'));
$('#add').append(icon('user-plus'));
$('#add').setAttribute('aria-label', say('newPerson'));
$('#add').title = say('newPerson');
$('#add').addEventListener('click', addPerson);
$('#people').setAttribute('aria-label', say('people'));
$('#thread').setAttribute('aria-label', say('title'));
$('#phones').setAttribute('aria-label', say('people'));
$('#panel').setAttribute('aria-label', say('simulator'));
$('#phone').setAttribute('aria-label', say('thisPhone'));

function drawBar() {
  const one = person();
  const number = business();
  if (!one || !number) return;
  const backButton = el(
    'button',
    { type: 'button', class: 'round quiet back', 'aria-label': say('back'), onclick: leave },
    icon('arrow-left'),
  );
  const panelButton = el(
    'button',
    {
      type: 'button',
      class: 'round quiet panel-button',
      'aria-label': say('simulator'),
      onclick: () => document.body.classList.toggle('with-panel'),
    },
    icon('activity'),
  );
  const numbers =
    state.numbers.length > 1
      ? el(
          'select',
          { 'aria-label': say('number'), onchange: (event) => pick(event.target.value) },
          ...state.numbers.map(({ phoneNumberId, verifiedName, displayPhoneNumber }) =>
            el(
              'option',
              { value: phoneNumberId, selected: phoneNumberId === state.phoneNumberId },
              `${verifiedName} · ${numberOf(displayPhoneNumber)}`,
            ),
          ),
        )
      : el('b', { class: 'cut' }, number.verifiedName);
  const line = one.airplane ? say('offline') : state.typing ? say('typing') : `${say('online')} · ${one.name}`;
  fill(
    $('#bar'),
    backButton,
    face(number.verifiedName),
    el(
      'span',
      { class: 'bar-text' },
      numbers,
      el('small', { class: one.airplane ? 'warn' : state.typing ? 'accent' : '' }, one.airplane && icon('plane'), line),
    ),
    panelButton,
  );
}

function pick(phoneNumberId) {
  state.phoneNumberId = phoneNumberId;
  changed('chat');
}

function leave() {
  document.body.classList.remove('in-chat', 'with-panel');
}

listen((what, message) => {
  if (what === 'connection') $('#connection').hidden = state.connected;
  if (what === 'network') return drawNetwork($('#network'));
  drawPeople($('#people'));
  if (what === 'message' && message.personKey !== state.personKey) return;
  drawBar();
  if (what !== 'message') drawSwitches($('#switches'));
  if (what === 'chat') compose.chatChanged();
  if (person()) drawThread($('#thread'), compose);
});

$('#connection').textContent = say('disconnected');
const closePanel = el(
  'button',
  {
    type: 'button',
    class: 'round quiet panel-close',
    'aria-label': say('close'),
    onclick: () => document.body.classList.remove('with-panel'),
  },
  icon('x'),
);
$('#panel').prepend(closePanel);
document.addEventListener('visibilitychange', readIfSeen);
// Pictures get their height after they were drawn: whoever was at the end stays there.
for (const event of ['load', 'loadedmetadata']) {
  $('#thread').addEventListener(event, ({ currentTarget: thread }) => keepAtEnd(thread, 360), { capture: true });
}

await refresh();
const first = new URLSearchParams(location.search).get('person') ?? [...state.people.keys()][0];
if (first && matchMedia('(min-width: 720px)').matches) take(first);
else connect();
