/** Names one failure of the console itself, for whoever is told about it: short enough to be read out over a phone. */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `C-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
