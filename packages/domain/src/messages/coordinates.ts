export type Coordinates = { latitude: number; longitude: number };

const NUMBER = String.raw`[-+]?\d{1,3}(?:\.\d+)?`;
/** `@-23.56,-46.65,17z` of a map's address; `!3d…!4d…` is the place itself, `@` only where the camera was. */
const IN_ADDRESS = [
  new RegExp(`!3d(${NUMBER})!4d(${NUMBER})`),
  new RegExp(String.raw`[?&](?:q|query|ll|destination|center|mlat)=(${NUMBER})(?:,|%2C|&mlon=)\s*(${NUMBER})`, 'i'),
  new RegExp(`^geo:(${NUMBER}),(${NUMBER})`, 'i'),
  new RegExp(`@(${NUMBER}),(${NUMBER})`),
];
const PLAIN = new RegExp(`^(${NUMBER})[,;\\s]\\s*(${NUMBER})$`);
/** Decimal commas, as a Brazilian spreadsheet writes them: "-23,5614; -46,6559". */
const WITH_COMMAS = /^([-+]?\d{1,3},\d+)\s*[;\s,]\s*([-+]?\d{1,3},\d+)$/;

/**
 * A place out of what people paste: two numbers, an address of a map on the web, a `geo:` link (RFC 5870).
 * @returns `null` when it is none of these, or lies nowhere on Earth.
 */
export function parseCoordinates(text: string): Coordinates | null {
  const pasted = text.trim().replaceAll('\u2212', '-');
  const commas = WITH_COMMAS.exec(pasted);
  const found =
    commas ??
    [PLAIN, ...IN_ADDRESS]
      .values()
      .map((form) => form.exec(pasted))
      .find((match) => match !== null);
  if (!found) return null;
  const [latitude = Number.NaN, longitude = Number.NaN] = found
    .slice(1, 3)
    .map((part) => Number(part.replace(',', '.')));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
