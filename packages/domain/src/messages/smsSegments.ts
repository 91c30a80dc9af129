/**
 * How many SMS a text becomes, which is what is paid for. Source: 3GPP TS 23.038 (alphabet) and 23.040 (concatenation:
 * 7 octets of header leave 153 septets or 67 UCS-2 units of each part).
 */
export type SmsSegments = { encoding: 'GSM-7' | 'UCS-2'; units: number; segments: number; unitsPerSegment: number };

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Sent as two septets, an escape before them; never torn apart between parts. */
const EXTENDED = '^{}\\[~]|€\f';
const SEPTETS = new Map([
  ...[...BASIC].map((character): [string, number] => [character, 1]),
  ...[...EXTENDED].map((character): [string, number] => [character, 2]),
]);

export function smsSegments(text: string): SmsSegments {
  const characters = [...text];
  const isGsm = characters.every((character) => SEPTETS.has(character));
  const sizes = characters.map((character) => (isGsm ? (SEPTETS.get(character) ?? 1) : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  const encoding = isGsm ? 'GSM-7' : 'UCS-2';
  if (units <= single) return { encoding, units, segments: units === 0 ? 0 : 1, unitsPerSegment: single };
  return { encoding, units, segments: partsOf(sizes, part), unitsPerSegment: part };
}

/** A character of two units that does not fit begins the next part. */
function partsOf(sizes: readonly number[], part: number): number {
  let parts = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > part) {
      parts += 1;
      filled = 0;
    }
    filled += size;
  }
  return parts;
}
