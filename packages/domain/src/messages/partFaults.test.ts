import { expect, test } from 'vitest';
import { capabilitiesOf } from '../channels/capabilities.ts';
import { type CheckedContent, partFaults } from './partFaults.ts';

const whatsapp = capabilitiesOf('whatsapp');
const faultsOf = (content: CheckedContent) =>
  partFaults(content, whatsapp).map(({ at, fault, limit }) => `${at} ${fault}${limit ? ` ${limit}` : ''}`);

const question = { text: 'Confirma?', header: '', footer: '' };
const row = (title: string) => ({ id: title, title, description: '' });

test('three buttons of twenty characters go, a fourth and a twenty-first do not', () => {
  const button = (title: string) => ({ id: title, title });
  const full = ['a', 'b', 'c'].map((letter) => button(letter.repeat(20)));
  expect(faultsOf({ kind: 'buttons', ...question, buttons: full })).toEqual([]);
  expect(faultsOf({ kind: 'buttons', ...question, buttons: [...full, button('d'.repeat(21))] })).toEqual([
    'buttons tooMany 3',
    'buttons.3.title tooLong 20',
  ]);
});

test('a question needs words, and buttons that can be told apart', () => {
  const buttons = [
    { id: '1', title: 'Sim' },
    { id: '2', title: ' Sim ' },
    { id: '3', title: '' },
  ];
  expect(faultsOf({ kind: 'buttons', ...question, text: ' ', buttons })).toEqual([
    'text missing',
    'buttons.2.title missing',
    'buttons.1.title twice',
  ]);
  expect(faultsOf({ kind: 'buttons', ...question, text: 'a'.repeat(1025), buttons: [] })).toEqual([
    'text tooLong 1024',
    'buttons missing',
  ]);
});

test('ten rows go over any number of sections, which have titles as soon as there are two', () => {
  const rows = Array.from({ length: 5 }, (_, index) => row(`Linha ${index}`));
  const more = Array.from({ length: 5 }, (_, index) => row(`Outra ${index}`));
  const list = { kind: 'list' as const, ...question, button: 'Ver' };
  expect(faultsOf({ ...list, sections: [{ title: '', rows: [...rows, ...more] }] })).toEqual([]);
  expect(
    faultsOf({
      ...list,
      sections: [
        { title: 'Manhã', rows },
        { title: '', rows: [...more, row('x'.repeat(25))] },
      ],
    }),
  ).toEqual(['sections tooMany 10', 'sections.1.title missing', 'sections.1.rows.5.title tooLong 24']);
});

test('a place lies on Earth, and a contact can be reached', () => {
  expect(faultsOf({ kind: 'location', latitude: -90.1, longitude: 180, name: '', address: '' })).toEqual([
    'latitude outOfRange 90',
  ]);
  expect(faultsOf({ kind: 'contacts', contacts: [{ name: '', phones: [], emails: [] }] })).toEqual([
    'contacts.0.name missing',
    'contacts.0 missing',
  ]);
});
