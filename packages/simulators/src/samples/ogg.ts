/** Packs Opus packets into an Ogg stream, the container of WhatsApp's voice notes (RFC 3533, RFC 7845). */
const SAMPLE_RATE = 48_000;
/** Samples at 48 kHz that decoders drop from the start; what libopus needs to settle. */
const PRE_SKIP = 312;

/**
 * @param packets one Opus packet each, mono.
 * @param packetSamples samples at 48 kHz in each packet: 960 for 20 ms.
 */
export function oggOpus(packets: readonly Uint8Array[], packetSamples: number): Buffer {
  const pages = [page(0, 0n, FLAG_FIRST, opusHead()), page(1, 0n, 0, opusTags())];
  packets.forEach((packet, index) => {
    const flag = index === packets.length - 1 ? FLAG_LAST : 0;
    pages.push(page(index + 2, BigInt((index + 1) * packetSamples), flag, packet));
  });
  return Buffer.concat(pages);
}

const FLAG_FIRST = 2;
const FLAG_LAST = 4;
const SERIAL = 1;

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'ascii');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(PRE_SKIP, 10);
  head.writeUInt32LE(SAMPLE_RATE, 12);
  return head;
}

function opusTags(): Buffer {
  const vendor = Buffer.from('balcao');
  const tags = Buffer.alloc(8 + 4 + vendor.length + 4);
  tags.write('OpusTags', 0, 'ascii');
  tags.writeUInt32LE(vendor.length, 8);
  vendor.copy(tags, 12);
  return tags;
}

function page(sequence: number, granule: bigint, flag: number, packet: Uint8Array): Buffer {
  const lacing = [...Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255];
  const header = Buffer.alloc(27 + lacing.length);
  header.write('OggS', 0, 'ascii');
  header.writeUInt8(flag, 5);
  header.writeBigUInt64LE(granule, 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(lacing.length, 26);
  header.set(lacing, 27);
  const whole = Buffer.concat([header, packet]);
  whole.writeUInt32LE(crc(whole), 22);
  return whole;
}

/** Ogg's own CRC-32: polynomial 0x04c11db7, not reflected, starting at 0. */
function crc(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  }
  return value >>> 0;
}
