import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_SHORTCUT, matchingReplies, shortcutOf, slashedAt } from './shortcut.ts';

test.each([
  ['/oi', 3, { start: 0, query: 'oi' }],
  ['Bom dia /en', 11, { start: 8, query: 'en' }],
  ['linha\n/', 7, { start: 6, query: '' }],
  ['24/11', 5, null],
  ['https://x', 9, null],
  ['/oi tudo', 8, null],
  ['/ol', 4, { start: 0, query: 'ol' }],
])('%j with the caret at %i', (text, caret, expected) => {
  expect(slashedAt(text, caret)).toEqual(expected);
});

test('a shortcut can always be written behind a slash, and is its own shortcut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (written) => {
      const shortcut = shortcutOf(written);
      expect(shortcut.length).toBeLessThanOrEqual(LONGEST_SHORTCUT);
      expect(shortcutOf(shortcut)).toBe(shortcut);
      if (shortcut !== '')
        expect(slashedAt(`/${shortcut}`, shortcut.length + 1)).toEqual({ start: 0, query: shortcut });
    }),
  );
});

test("one's own comes before the company's, the shortcut before the name, the name before the text", () => {
  const reply = (shortcut: string, name: string, text = '', ownerId = '') => ({ shortcut, name, text, ownerId });
  const replies = [
    reply('fim', 'Final', 'Até amanhã'),
    reply('end', 'Endereço'),
    reply('end', 'Meu endereço', '', 'me'),
    reply('rua', 'Endereço da rua'),
    reply('mapa', 'Como chegar', 'O endereço é'),
  ];
  expect(matchingReplies(replies, 'Ende').map(({ name }) => name)).toEqual([
    'Meu endereço',
    'Endereço',
    'Endereço da rua',
    'Como chegar',
  ]);
  expect(matchingReplies(replies, '')).toHaveLength(5);
});
