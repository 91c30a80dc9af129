import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openCredentials, parseCredentialKeys, sealCredentials } from './credentials.ts';

const key = () => randomBytes(32).toString('base64');
const owner = { companyId: '11111111-1111-4111-8111-111111111111', channelId: '22222222-2222-4222-8222-222222222222' };
const secrets = { accessToken: 'token-de-teste', appSecret: 'segredo' };

test('INB-02 what was sealed opens again, and the sealed text shows nothing of it', () => {
  const keys = parseCredentialKeys(`k1:${key()}`);
  const sealed = sealCredentials(keys, owner, secrets);
  expect(openCredentials(keys, owner, sealed)).toEqual(secrets);
  expect(sealed).toMatch(/^v1\.k1\.[\w-]+\.[\w-]+$/);
  expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('token');
});

test('a new key in front encrypts, and the old one still decrypts', () => {
  const old = key();
  const before = sealCredentials(parseCredentialKeys(`old:${old}`), owner, secrets);
  const rotated = parseCredentialKeys(`new:${key()}, old:${old}`);
  expect(openCredentials(rotated, owner, before)).toEqual(secrets);
  expect(sealCredentials(rotated, owner, secrets).split('.')[1]).toBe('new');
});

test('a sealed text copied to another channel or company does not open', () => {
  const keys = parseCredentialKeys(`k1:${key()}`);
  const sealed = sealCredentials(keys, owner, secrets);
  expect(() => openCredentials(keys, { ...owner, channelId: owner.companyId }, sealed)).toThrow();
  expect(() => openCredentials(keys, { ...owner, companyId: owner.channelId }, sealed)).toThrow();
});

test('one changed byte, a lost key and a foreign form are refused', () => {
  const keys = parseCredentialKeys(`k1:${key()}`);
  const sealed = sealCredentials(keys, owner, secrets);
  const last = sealed.at(-1) === 'A' ? 'B' : 'A';
  expect(() => openCredentials(keys, owner, `${sealed.slice(0, -2)}${last}${sealed.at(-1)}`)).toThrow();
  expect(() => openCredentials(parseCredentialKeys(`k2:${key()}`), owner, sealed)).toThrow(/key k1/);
  expect(() => openCredentials(keys, owner, JSON.stringify(secrets))).toThrow(/form/);
});

test.each([
  ['nothing', '', /holds no key/],
  ['a key of 16 bytes', `k1:${randomBytes(16).toString('base64')}`, /k1: 16 bytes instead of 32/],
  ['an entry without id', randomBytes(32).toString('hex'), /entry 1/],
  ['one id twice', `k1:${key()},k1:${key()}`, /twice/],
])('%s in CREDENTIALS_ENCRYPTION_KEY is refused without repeating the key', (_what, list, said) => {
  expect(() => parseCredentialKeys(list)).toThrow(said);
});
