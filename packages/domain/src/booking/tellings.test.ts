import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APPOINTMENT_STATUSES } from './appointment.ts';
import { appointmentInWords, newsForStaff, newsOf, type Tellable, tellingText, templateValues } from './tellings.ts';

const NOW = 1_000;
const state = fc.record({
  status: fc.constantFrom(...APPOINTMENT_STATUSES),
  from: fc.constantFrom(500, 2_000, 3_000),
  resourceIds: fc.subarray(['a', 'b']),
});
const is = (status: Tellable['status'], from = 2_000, resourceIds: string[] = ['a']): Tellable => ({
  status,
  from,
  resourceIds,
});

test.each([
  ['what nobody knows yet', null, is('scheduled'), 'booked'],
  ['what waits for approval', null, is('requested'), 'requested'],
  ['what was approved', is('requested'), is('scheduled'), 'booked'],
  ['another time', is('scheduled'), is('scheduled', 3_000), 'moved'],
  ['another time of what was confirmed', is('confirmed'), is('scheduled', 3_000), 'moved'],
  ['what the contact said yes to', is('scheduled'), is('confirmed'), null],
  ['what was cancelled', is('scheduled', 3_000), is('cancelled'), 'cancelled'],
  ['what was cancelled before anybody knew of it', null, is('cancelled'), null],
  ['what was cancelled and came back', is('cancelled'), is('scheduled'), 'booked'],
  ['what somebody has to decide', is('scheduled'), is('conflict', 3_000), null],
  ['what is over', is('scheduled'), is('cancelled', 500), null],
  ['somebody else who serves', is('scheduled'), is('scheduled', 2_000, ['b']), null],
] as const)('%s is told as it is: %s', (_what, known, now, told) => {
  expect(newsOf(known, now, NOW)).toBe(told);
});

test('the company’s people also hear of who serves', () => {
  expect(newsForStaff(is('scheduled'), is('scheduled', 2_000, ['b']), NOW)).toBe('moved');
  expect(newsForStaff(is('scheduled', 2_000, ['a', 'b']), is('scheduled', 2_000, ['b', 'a']), NOW)).toBeNull();
});

test('nothing is said twice, however often it is asked', () => {
  fc.assert(
    fc.property(fc.option(state), state, (known, now) => {
      if (newsOf(known, now, NOW) !== null) expect(newsOf(now, now, NOW)).toBeNull();
      if (newsForStaff(known, now, NOW) !== null) expect(newsForStaff(now, now, NOW)).toBeNull();
    }),
  );
});

const values = {
  name: 'Ana',
  type: 'Consulta',
  when: 'amanhã',
  place: '',
  link: 'https://x/a/T0k',
  company: 'Clínica',
  until: '',
};

test('a line about nothing is left out, and a blank that is none of ours stays', () => {
  expect(tellingText('Olá, {name}!\nOnde: {place}\n{link} {cupom}\n', values)).toBe(
    'Olá, Ana!\nhttps://x/a/T0k {cupom}',
  );
});

test('what somebody is called is never read as a blank', () => {
  expect(tellingText('Olá, {name}!', { ...values, name: '{link}' })).toBe('Olá, {link}!');
});

test('a time is told with the name of its clock', () => {
  const at = Date.parse('2031-11-24T08:30:00-03:00');
  expect(appointmentInWords(at, 'America/Sao_Paulo', 'pt-BR')).toMatch(/24 de novembro.*08:30 \(.*Brasília.*\)/);
  expect(appointmentInWords(at, 'Europe/Lisbon', 'en')).toMatch(/November 24.*11:30 AM \(Western European Time\)/);
});

test('a template’s places are filled by name, else in order, and none stays empty', () => {
  const variables = [
    { in: 'body' as const, name: '1', key: 'body.1' },
    { in: 'body' as const, name: '4', key: 'body.4' },
    { in: 'body' as const, name: 'type', key: 'body.type' },
    { in: 'button' as const, name: '1', key: 'button.0' },
  ];
  expect(Object.fromEntries(templateValues(variables, values))).toEqual({
    'body.1': 'Ana',
    'body.4': '–',
    'body.type': 'Consulta',
    'button.0': 'T0k',
  });
});
