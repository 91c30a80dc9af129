/** Files that wait lie sealed on the disk, as rows do (SYNC-09): the bytes, and what is said about them, bound to their id. */
import type { Upload } from './upload.ts';

const IV_BYTES = 12;

/** An upload on the disk: what its order and its state need stays in clear. */
export type KeptUpload = { id: string; createdAt: number; state: Upload['state']; sealed: ArrayBuffer };

export type FileSealer = {
  sealUpload(upload: Upload): Promise<KeptUpload>;
  openUpload(kept: KeptUpload): Promise<Upload>;
  sealBytes(id: string, bytes: Blob): Promise<Blob>;
  /** @throws where it was not sealed with this key for this id */
  openBytes(id: string, sealed: Blob, mime: string): Promise<Blob>;
};

export function createFileSealer(key: CryptoKey): FileSealer {
  const encoder = new TextEncoder();

  async function seal(boundTo: string, clear: BufferSource): Promise<ArrayBuffer> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(boundTo) };
    const cipher = await crypto.subtle.encrypt(algorithm, key, clear);
    const whole = new Uint8Array(IV_BYTES + cipher.byteLength);
    whole.set(iv);
    whole.set(new Uint8Array(cipher), IV_BYTES);
    return whole.buffer;
  }

  function open(boundTo: string, sealed: ArrayBuffer): Promise<ArrayBuffer> {
    const iv = new Uint8Array(sealed, 0, IV_BYTES);
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(boundTo) };
    return crypto.subtle.decrypt(algorithm, key, new Uint8Array(sealed, IV_BYTES));
  }

  return {
    async sealUpload({ id, createdAt, state, ...said }) {
      return { id, createdAt, state, sealed: await seal(id, encoder.encode(JSON.stringify(said))) };
    },
    async openUpload({ id, createdAt, state, sealed }) {
      const said: Omit<Upload, 'id' | 'createdAt' | 'state'> = JSON.parse(
        new TextDecoder().decode(await open(id, sealed)),
      );
      return { ...said, id, createdAt, state };
    },
    sealBytes: async (id, bytes) => new Blob([await seal(`${id}.bytes`, await bytes.arrayBuffer())]),
    openBytes: async (id, sealed, mime) =>
      new Blob([await open(`${id}.bytes`, await sealed.arrayBuffer())], { type: mime }),
  };
}
