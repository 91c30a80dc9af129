import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { call, refresh } from './live.js';
import { person, state } from './store.js';
import { locale, numberOf, say } from './words.js';

/** Beside the phone: what a customer never sees. Switches of this phone, faults, and the log of deliveries. */
const FAULTS = [
  ['faultSlow', { target: 'webhook', kind: 'slow', ms: 3_000 }],
  ['faultDuplicate', { target: 'webhook', kind: 'duplicate' }],
  ['faultBackwards', { target: 'status', kind: 'reorder' }],
  ['faultCut', { target: 'send', kind: 'drop', when: 'after', times: 1 }],
  ['faultLimit', { target: 'send', kind: 'error', code: 130429, retryAfter: 5, times: 1 }],
];
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function drawSwitches(place) {
  const one = person();
  if (!one) return fill(place);
  const toggle = (name, label, hint) =>
    el(
      'label',
      { class: 'switch' },
      el('span', {}, say(label), el('small', {}, say(hint))),
      el('input', {
        type: 'checkbox',
        role: 'switch',
        checked: one[name],
        onchange: (event) => call('person', { from: one.key, [name]: event.target.checked }),
      }),
    );
  fill(
    place,
    el('h2', {}, say('thisPhone')),
    el('p', { class: 'who' }, one.name, el('small', { class: 'num' }, one.waId ? numberOf(one.waId) : one.key)),
    toggle('airplane', 'airplane', 'airplaneHint'),
    one.waId && toggle('sharesNumber', 'sharesNumber', 'sharesNumberHint'),
    toggle('unreachable', 'unreachable', 'unreachableHint'),
  );
}

export function drawNetwork(place) {
  fill(
    place,
    el('h2', {}, say('faults')),
    el(
      'p',
      { class: 'faults' },
      ...FAULTS.map(([label, fault]) =>
        el('button', { type: 'button', onclick: () => call('/_sim/faults', fault).then(refresh) }, say(label)),
      ),
      state.faults > 0 &&
        el(
          'button',
          { type: 'button', class: 'clear', onclick: () => fetch('/_sim/faults', { method: 'DELETE' }).then(refresh) },
          icon('x'),
          `${say('clearFaults')} (${state.faults})`,
        ),
    ),
    el('h2', {}, say('network')),
    el('p', { class: 'hint' }, say('networkHint')),
    state.deliveries.length === 0
      ? el('p', { class: 'faint' }, say('networkEmpty'))
      : el('ol', { class: 'log' }, ...state.deliveries.map(logLine)),
  );
}

function logLine({ at, about, outcome }) {
  const outcomes = {
    accepted: ['good', () => `${outcome.status} · ${outcome.ms} ms`, 'accepted'],
    refused: ['bad', () => `${outcome.status} · ${outcome.ms} ms`, 'refused'],
    unreachable: ['bad', () => say('noAnswer'), 'noAnswer'],
    waiting: ['warn', () => say('waiting'), 'waiting'],
  };
  const [tone, text, word] = outcomes[outcome.kind];
  return el(
    'li',
    {},
    el('time', { class: 'num faint' }, clock.format(at)),
    el('span', { class: 'cut' }, about),
    el('span', { class: `pill ${tone} num`, title: outcome.reason ?? outcome.body ?? say(word) }, text()),
  );
}
