/** Encryption under a key outside the profile, as a keyring holds it: what is on the disk is of no use without. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { app } from './app.ts';
import { conditions } from './conditions.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

function key(): Buffer {
  const file = `${app.getPath('userData')}.keyring`;
  if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600 });
  return readFileSync(file);
}

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => conditions.keyring !== 'none',
  getSelectedStorageBackend: () => (conditions.keyring === 'basic_text' ? 'basic_text' : 'gnome_libsecret'),
  async encryptStringAsync(text: string): Promise<Buffer> {
    if (conditions.keyring === 'none') throw new Error('Encryption is not available.');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
  },
  async decryptStringAsync(encrypted: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, IV_BYTES));
    decipher.setAuthTag(encrypted.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = decipher.update(encrypted.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    return { result: text, shouldReEncrypt: false };
  },
};
