/**
 * Seals what a row says about people (SYNC-09): AES-GCM under one key, a cipher text a row, bound to the row's id, so that
 * nobody who can write to the disk puts one person's text under another's name.
 *
 * What was sealed or opened lately is remembered. RxDB writes each row twice (the row, and what the server is known to
 * have of it), hands its own writes back as events, and most writes move a status and no text: nearly all of that then
 * costs no cryptography.
 */
const IV_BYTES = 12;
/** Four batches of a pull. Fewer: rows are opened again. More: this many rows stay in memory beside RxDB's own. */
const REMEMBERED = 2_000;

export type Values = Record<string, unknown>;
export type Sealer = {
  seal(rowId: string, values: Values): Promise<string>;
  /** @throws where it was not sealed with this key for this row. */
  open(rowId: string, sealed: string): Promise<Values>;
};

export function createSealer(key: CryptoKey): Sealer {
  const known = new Map<string, { text: string; values: Values; sealed: string }>();
  const vectors = createVectors();
  const rowIdBytes = createEncoder();
  const textBytes = createEncoder();
  const decoder = new TextDecoder();

  function remember(rowId: string, text: string, values: Values, sealed: string): void {
    known.delete(rowId);
    known.set(rowId, { text, values, sealed });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  }

  return {
    async seal(rowId, values) {
      const text = JSON.stringify(values);
      const before = known.get(rowId);
      if (before?.text === text) return before.sealed;
      const iv = vectors.next();
      const algorithm = { name: 'AES-GCM', iv, additionalData: rowIdBytes(rowId) };
      const cipher = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, textBytes(text)));
      const sealed = textOf(iv) + textOf(cipher);
      remember(rowId, text, values, sealed);
      return sealed;
    },

    async open(rowId, sealed) {
      const before = known.get(rowId);
      if (before?.sealed === sealed) return before.values;
      const bytes = bytesOf(sealed);
      const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, IV_BYTES), additionalData: rowIdBytes(rowId) };
      const text = decoder.decode(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(IV_BYTES)));
      const values: Values = JSON.parse(text);
      remember(rowId, text, values, sealed);
      return values;
    },
  };
}

/** Asking for chance costs more than the few bytes of one row do, so they are drawn for many rows at once; each is used once. */
function createVectors(): { next(): Uint8Array<ArrayBuffer> } {
  const AT_ONCE = 256;
  let drawn = new Uint8Array(0);
  let at = 0;
  return {
    next() {
      if (at === drawn.length) {
        drawn = crypto.getRandomValues(new Uint8Array(AT_ONCE * IV_BYTES));
        at = 0;
      }
      at += IV_BYTES;
      return drawn.subarray(at - IV_BYTES, at);
    },
  };
}

/** Bytes of a text, good until the next text: WebCrypto copies what it is given before it answers. */
function createEncoder(): (text: string) => Uint8Array<ArrayBuffer> {
  const MOST_BYTES = 65_536;
  const MOST_BYTES_A_CHARACTER = 3;
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(MOST_BYTES);
  return (text) =>
    text.length * MOST_BYTES_A_CHARACTER > MOST_BYTES
      ? encoder.encode(text)
      : bytes.subarray(0, encoder.encodeInto(text, bytes).written);
}

/** A call takes so many arguments at once in every engine. */
const CHUNK = 8_192;

/** A character a byte: RxDB takes JSON only, and a disk keeps such a text at one byte each, where base64 takes a third more. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + CHUNK));
  return text;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
