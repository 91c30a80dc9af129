import { expect, test } from 'vitest';
import { isOurOrigin } from './socket.ts';

const from = (origin: string | undefined, publicUrl: string | null = null) =>
  isOurOrigin({ headers: { host: 'desk.example.com', ...(origin === undefined ? {} : { origin }) } }, publicUrl);

test('the page of this host and the packaged desktop may open a socket, and so may programs', () => {
  expect(from('https://desk.example.com')).toBe(true);
  expect(from('app://balcao')).toBe(true);
  expect(from(undefined)).toBe(true);
});

test('a page of somebody else may not, however similar its address', () => {
  for (const origin of [
    'https://evil.example.com',
    'https://desk.example.com.evil.example',
    'null',
    'app://other',
    'x',
  ]) {
    expect(from(origin)).toBe(false);
  }
});

test('behind a proxy that changes the host, the public address is ours', () => {
  expect(from('https://balcao.example.com', 'https://balcao.example.com')).toBe(true);
  expect(from('https://other.example.com', 'https://balcao.example.com')).toBe(false);
});
