/** Text as search compares it: without accents and case. The database's `fold()` does the same (0001_ground.sql). */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
