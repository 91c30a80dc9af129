/**
 * The refresh token and the replica's key, encrypted under the system's keyring (safeStorage) in a file of ours.
 * Without a keyring nothing is written at all: the console is told, keeps them in memory, and asks again next time.
 */
import { z } from 'zod';
import { type IpcHandlers, SECRET_NAMES } from '../ipc.ts';
import type { Electron } from './electron.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';
import { errorData, type Log } from './log.ts';

/** Name to the encrypted value in base64. */
const encryptedSecrets = z.partialRecord(z.enum(SECRET_NAMES), z.base64());

type Vault = Pick<
  Electron['safeStorage'],
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;
type SecretHandlers = Pick<IpcHandlers, 'secrets.get' | 'secrets.set' | 'secrets.remove'>;

export function createSecrets(
  { safeStorage }: { safeStorage: Vault },
  { path, platform, log }: { path: string; platform: NodeJS.Platform; log: Log },
): SecretHandlers {
  const read = () => {
    const file = readJsonFile(path, encryptedSecrets);
    if (file.kind === 'broken') log.warn('secrets were unreadable', { movedTo: file.movedTo });
    return file.kind === 'read' ? file.value : {};
  };

  async function available(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // Without a keyring Linux "encrypts" under a password that is in Chromium's source: that keeps no secret.
    return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  }

  async function keep(name: (typeof SECRET_NAMES)[number], value: string): Promise<void> {
    const encrypted = (await safeStorage.encryptStringAsync(value)).toString('base64');
    // Read again after the wait: another name may have been kept meanwhile.
    writeJsonFile(path, { ...read(), [name]: encrypted });
  }

  return {
    async 'secrets.get'({ name }) {
      if (!(await available())) return { kind: 'unavailable' };
      const encrypted = read()[name];
      if (encrypted === undefined) return { kind: 'absent' };
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64'));
        if (shouldReEncrypt) await keep(name, result);
        return { kind: 'found', value: result };
      } catch (error) {
        // Another keyring than the one that wrote it (a copied profile, a reset password): it cannot come back.
        log.warn('a secret could not be decrypted', { name, ...errorData(error) });
        return { kind: 'absent' };
      }
    },
    async 'secrets.set'({ name, value }) {
      if (!(await available())) return { kind: 'unavailable' };
      await keep(name, value);
      return { kind: 'kept' };
    },
    // Works without a keyring too: signing out must always clear what is on the disk.
    'secrets.remove'({ name }) {
      const { [name]: removed, ...others } = read();
      if (removed !== undefined) writeJsonFile(path, others);
    },
  };
}
