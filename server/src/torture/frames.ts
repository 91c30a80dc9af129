/** WebSocket frames as they pass a line (RFC 6455, 5.2): found in a stream of bytes, read, and written again. */
import { randomBytes } from 'node:crypto';

/** Cuts a stream into what came before the handshake's end, and whole frames after it. Incomplete ends are kept. */
export function createFrameSplitter(): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0);
  let isOpen = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const parts: Buffer[] = [];
    for (;;) {
      const length = isOpen ? frameLength(rest) : handshakeLength(rest);
      if (length === null || rest.length < length) return parts;
      isOpen = true;
      parts.push(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}

function handshakeLength(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n');
  return end === -1 ? null : end + 4;
}

function header(bytes: Buffer): { payloadAt: number; length: number; mask: Buffer | null } | null {
  const second = bytes[1];
  if (second === undefined) return null;
  const short = second & 0x7f;
  const lengthEnd = short === 126 ? 4 : short === 127 ? 10 : 2;
  const isMasked = (second & 0x80) !== 0;
  const payloadAt = lengthEnd + (isMasked ? 4 : 0);
  if (bytes.length < payloadAt) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  return { payloadAt, length, mask: isMasked ? bytes.subarray(lengthEnd, payloadAt) : null };
}

function frameLength(bytes: Buffer): number | null {
  const found = header(bytes);
  return found && found.payloadAt + found.length;
}

/** The text of a whole text frame; `null` for every other part. */
export function textOfFrame(frame: Buffer): string | null {
  if (frame[0] !== 0x81) return null;
  const found = header(frame);
  if (!found) return null;
  const payload = Buffer.from(frame.subarray(found.payloadAt));
  if (found.mask)
    for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (found.mask[at % 4] ?? 0);
  return payload.toString('utf8');
}

/** A text frame as a client sends it, masked. */
export function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff])
        : Buffer.concat([Buffer.from([0x81, 0x80 | 127]), bigEndian(payload.length)]);
  const mask = randomBytes(4);
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return Buffer.concat([head, mask, payload]);
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}
