import { expect, test } from 'vitest';
import { addressProblem, ClosedAddress, isPublicAddress, publicLookup } from './addresses.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'ff02::1',
  'nonsense',
  '',
])('%s is closed', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['8.8.8.8', '172.32.0.1', '2606:4700:4700::1111'])('%s is open', (address) =>
  expect(isPublicAddress(address)).toBe(true),
);

test('a name is judged by what it stands for when the connection is made', async () => {
  const outcome = await new Promise((done) => publicLookup('localhost', {}, (error) => done(error)));
  expect(outcome).toBeInstanceOf(ClosedAddress);
});

test.each([
  ['http://example.com/', 'https'],
  ['ftp://example.com/', 'https'],
  ['nonsense', 'https'],
  ['https://user:pass@example.com/', 'password'],
  ['https://127.0.0.1/', 'internet'],
  ['https://[::1]:8080/', 'internet'],
  ['https://2130706433/', 'internet'],
  ['https://0x7f.1/', 'internet'],
  ['https://db.internal/', 'internet'],
])('%s is refused in production', (url, why) => expect(addressProblem(url, false)).toContain(why));

test('in development this machine is fine', () => {
  expect(addressProblem('http://127.0.0.1:9999/hook', true)).toBeNull();
  expect(addressProblem('https://example.com/hook', false)).toBeNull();
});
