import { expect, test } from 'vitest';
import { type FoundConversation, mergeFound } from './foundHits.ts';

const found = (id: string, at: number, more: Partial<FoundConversation> = {}): FoundConversation => ({
  kind: 'message',
  id,
  conversationId: 'c',
  contactId: 'k',
  name: 'Contato de teste 01',
  messageId: id,
  at,
  snippet: { text: id, matches: [] },
  address: '',
  ...more,
});
const ids = (all: FoundConversation[]) => all.map(({ id }) => id);

test('what the server has older comes after what is here, each once', () => {
  const here = [found('new', 9), found('both', 5, { name: 'daqui' })];
  const merged = mergeFound(here, [found('both', 5, { name: 'de lá' }), found('old', 1)]);
  expect(ids(merged)).toEqual(['new', 'both', 'old']);
  expect(merged[1]?.name).toBe('daqui');
});

test('people come before messages, however long ago they wrote', () => {
  expect(ids(mergeFound([found('m', 9)], [found('p', 0, { kind: 'contact', messageId: null })]))).toEqual(['p', 'm']);
});
