import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Secrets of channels, sealed in the database (INB-02): `v1.<key id>.<nonce>.<sealed>`, parts in base64url.
 *
 * AES-256-GCM under the keys of `CREDENTIALS_ENCRYPTION_KEY` (`id:base64key,…`): the first encrypts, all decrypt, so a
 * key rotates by putting a new one in front. Company and channel are authenticated with it, so a sealed text copied to
 * another channel's row does not open there. Nothing here logs, and no error carries what was sealed.
 */
export type CredentialKeys = { first: CredentialKey; byId: ReadonlyMap<string, CredentialKey> };
type CredentialKey = { id: string; secret: Buffer };
export type CredentialOwner = { companyId: string; channelId: string };

const KEY_BYTES = 32;
/** The size that GCM was made for; with random nonces one key is good for 2^32 sealings (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @throws Error naming the entry that is wrong, never its key. */
export function parseCredentialKeys(list: string): CredentialKeys {
  const keys = list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(parseKey);
  const first = keys[0];
  if (!first) throw new Error('CREDENTIALS_ENCRYPTION_KEY holds no key; an example is "k1:" and 32 bytes in base64');
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size !== keys.length) throw new Error('CREDENTIALS_ENCRYPTION_KEY names a key id twice');
  return { first, byId };
}

function parseKey(entry: string, position: number): CredentialKey {
  const [, id, encoded] = /^([A-Za-z0-9_-]+):([A-Za-z0-9+/_=-]+)$/.exec(entry) ?? [];
  if (!id || !encoded) {
    throw new Error(`CREDENTIALS_ENCRYPTION_KEY, entry ${position + 1}: expected "id:base64key"`);
  }
  const secret = Buffer.from(encoded, 'base64');
  if (secret.length !== KEY_BYTES) {
    throw new Error(`CREDENTIALS_ENCRYPTION_KEY, key ${id}: ${secret.length} bytes instead of ${KEY_BYTES}`);
  }
  return { id, secret };
}

export function sealCredentials(keys: CredentialKeys, owner: CredentialOwner, credentials: object): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.first.secret, nonce).setAAD(ownerBytes(owner));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(credentials), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return ['v1', keys.first.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** @throws Error when the key is unknown, or the text was changed or belongs to another channel. */
export function openCredentials(keys: CredentialKeys, owner: CredentialOwner, stored: string): unknown {
  const [version, keyId, nonce, sealed] = stored.split('.');
  if (version !== 'v1' || !keyId || !nonce || !sealed)
    throw new Error('credentials: not in the form v1.<key>.<nonce>.<sealed>');
  const key = keys.byId.get(keyId);
  if (!key) throw new Error(`credentials: sealed with key ${keyId}, which CREDENTIALS_ENCRYPTION_KEY does not hold`);
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(nonce, 'base64url'), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(ownerBytes(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  return JSON.parse(opened.toString('utf8'));
}

function ownerBytes(owner: CredentialOwner): Buffer {
  return Buffer.from(`${owner.companyId}:${owner.channelId}`, 'utf8');
}
