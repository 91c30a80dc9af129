import { expect, test } from 'vitest';
import { CHANNELS, EVENTS } from './channels.ts';
import { type IpcHandlers, ipc, ipcEvents } from './ipc.ts';

const accepts = (channel: keyof IpcHandlers, input: unknown) => ipc[channel].input.safeParse(input).success;
const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

test('the names that the preload offers are exactly those of the contract', () => {
  expect([...CHANNELS].sort()).toEqual(Object.keys(ipc).sort());
  expect([...EVENTS].sort()).toEqual(Object.keys(ipcEvents).sort());
});

test.each([
  'file:///etc/passwd',
  'http://example.com',
  'javascript:alert(1)',
  'balcao://conversations/x',
  'smb://share',
  '',
])('shell.openExternal refuses %j', (url) => expect(accepts('shell.openExternal', { url })).toBe(false));

test('shell.openExternal takes https', () => {
  expect(accepts('shell.openExternal', { url: 'https://example.com/a?b#c' })).toBe(true);
});

test.each(['password', '', '__proto__'])('no secret is kept under the name %j', (name) => {
  expect(accepts('secrets.set', { name, value: 'x' })).toBe(false);
});

test('a secret has an upper length, so that the keyring stays no data store', () => {
  expect(accepts('secrets.set', { name: 'replicaKey', value: 'x'.repeat(8_192) })).toBe(true);
  expect(accepts('secrets.set', { name: 'replicaKey', value: 'x'.repeat(8_193) })).toBe(false);
});

test.each([
  ['https://balcao.example.com/console?x#y', 'https://balcao.example.com'],
  ['http://192.168.0.10:8080', 'http://192.168.0.10:8080'],
])('the server %s is kept as %s', (address, origin) => {
  expect(ipc['server.setAddress'].input.parse({ address })).toEqual({ address: origin });
});

test.each(['https://user:pass@example.com', 'ftp://example.com', 'example.com', 'javascript:1'])(
  'the server address %s is refused',
  (address) => expect(accepts('server.setAddress', { address })).toBe(false),
);

test('a long message never costs its notification: title and body are cut between characters', () => {
  const shown = ipc['notifications.show'].input.parse({ conversationId: ID, title: 'a', body: '🙂'.repeat(500) });
  expect(shown.body).toBe('🙂'.repeat(400));
});

test.each([-1, 1.5, Number.NaN, '3'])('the tray has no %j unread conversations', (unread) => {
  expect(accepts('tray.setState', { unread, availability: null })).toBe(false);
});
