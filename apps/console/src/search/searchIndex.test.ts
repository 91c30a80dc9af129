import { fold, matchesIn } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSearchIndex, type SearchEntry } from './searchIndex.ts';

const message = (id: string, text: string, at = 0): SearchEntry => ({
  kind: 'message',
  id,
  conversationId: 'conversation-1',
  text,
  at,
});
const contact: SearchEntry = {
  kind: 'contact',
  id: 'contact-1',
  name: 'João de Teste',
  phone: '+5511900000011',
  email: 'teste11@demo.local',
  at: 5,
};

function indexOf(...entries: SearchEntry[]) {
  const index = createSearchIndex();
  index.put(entries);
  return index;
}
const foundIds = (index: ReturnType<typeof indexOf>, query: string, limit = 10) =>
  index.find(query, limit).map((hit) => hit.entry.id);

test('accents and case do not matter, on either side', () => {
  const index = indexOf(message('m', 'Vocês atendem CONVÊNIO?'));
  expect(foundIds(index, 'convenio')).toEqual(['m']);
  expect(foundIds(index, 'VÓCES')).toEqual(['m']);
});

test('every word must be there, in any order, also inside other words', () => {
  const index = indexOf(message('both', 'remarcar a avaliação'), message('one', 'avaliação'));
  expect(foundIds(index, 'avalia marcar')).toEqual(['both']);
});

test('hits come newest first and no more than asked for', () => {
  const index = indexOf(message('old', 'oi', 1), message('new', 'oi', 3), message('middle', 'oi', 2));
  expect(foundIds(index, 'oi', 2)).toEqual(['new', 'middle']);
});

test('a contact is found by name, e-mail, and number however it is spaced', () => {
  const index = indexOf(contact);
  for (const query of ['joao', 'teste11@', '11 90000-0011', '+55 (11) 90000', '0011'])
    expect(foundIds(index, query)).toEqual(['contact-1']);
});

test('what was changed is found by its new text only, what was removed not at all', () => {
  const index = indexOf(message('m', 'quinta'));
  index.put([message('m', 'sexta')]);
  expect(foundIds(index, 'quinta')).toEqual([]);
  expect(foundIds(index, 'sexta')).toEqual(['m']);
  index.remove(['m']);
  expect(foundIds(index, 'sexta')).toEqual([]);
});

test('an empty search finds nothing rather than everything', () => {
  expect(foundIds(indexOf(contact), '  ')).toEqual([]);
});

test('a snippet of a long text is cut around the match and marks it', () => {
  const [hit] = indexOf(message('m', `${'muito texto antes '.repeat(20)}convênio ${'e depois '.repeat(20)}`)).find(
    'convenio',
    1,
  );
  const [range] = hit?.snippet.matches ?? [];
  expect(hit?.snippet.text.slice(range?.[0], range?.[1])).toBe('convênio');
  expect(hit?.snippet.text.length).toBeLessThan(130);
});

test('an entry is found exactly when its folded text holds every folded word', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'Á', 'ç', 'C'), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), fc.array(word, { minLength: 1, maxLength: 2 }), (text, query) => {
      const expected = query.every((term) => fold(text.join(' ')).includes(fold(term)));
      expect(foundIds(indexOf(message('m', text.join(' '))), query.join(' ')).length === 1).toBe(expected);
    }),
  );
});

test('a marked match, folded, holds what was searched', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', 'İ', 'ﬁ', '👍', ' ', 'E') });
  fc.assert(
    fc.property(text, (value) => {
      for (const [from, to] of matchesIn(value, ['e'])) expect(fold(value.slice(from, to))).toMatch(/^e+$/);
    }),
  );
});
