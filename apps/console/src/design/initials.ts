const HUES = 8;

/** Two signs that tell a name from its neighbours: "Visitante do site" is VS, "Contato de teste 04" is 04, a phone its last digits. */
export function initials(name: string): string {
  const words = name
    .replace(/\(.*?\)/g, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  if (/^[+(]?\d[\d\s()-]*$/.test(name.trim())) return name.replace(/\D/g, '').slice(-2);
  if (/^\d{2,3}$/.test(last)) return last;
  const letter = (word: string) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '';
  return (letter(first) + letter(last)).toUpperCase() || '?';
}

/** 0 to 7, the same for the same id on every machine (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % HUES;
}
