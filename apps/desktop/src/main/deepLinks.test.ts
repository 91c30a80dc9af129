import { expect, test } from 'vitest';
import { deepLinkIn, parseDeepLink } from './deepLinks.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const link = { kind: 'conversation', conversationId: ID };

test.each([`balcao://conversations/${ID}`, `balcao://conversations/${ID}/`, `BALCAO://conversations/${ID}`])(
  '%s opens the conversation',
  (address) => expect(parseDeepLink(address)).toEqual(link),
);

test.each([
  'balcao://conversations/',
  'balcao://conversations/not-an-id',
  `balcao://conversations/${ID}/close`,
  `balcao://conversations/${ID}?reply=yes`,
  `balcao://conversations/${ID}#x`,
  `balcao://somebody@conversations/${ID}`,
  `balcao://contacts/${ID}`,
  `https://conversations/${ID}`,
  `balcao:conversations/${ID}`,
  'balcao://',
  '--hidden',
  '',
])('%j is dropped', (address) => expect(parseDeepLink(address)).toBeNull());

test('a link is found among the switches that systems add', () => {
  expect(deepLinkIn(['balcao', '--allow-file-access', `balcao://conversations/${ID}`, '--x'])).toEqual(link);
});

test('a start without a link opens none', () => {
  expect(deepLinkIn(['balcao', '.'])).toBeNull();
});
