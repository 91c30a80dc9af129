/** What of a file is asked for: RFC 9110, 14. Players ask for parts; several parts at once are answered with the whole. */
export type Part = { kind: 'whole' } | { kind: 'part'; from: number; to: number } | { kind: 'outside' };

export function partOf(header: string | undefined, sizeBytes: number): Part {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return { kind: 'whole' };
  if (first === '') {
    const from = Math.max(0, sizeBytes - Number(last));
    return Number(last) === 0 || sizeBytes === 0 ? { kind: 'outside' } : { kind: 'part', from, to: sizeBytes - 1 };
  }
  const from = Number(first);
  const to = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (from >= sizeBytes) return { kind: 'outside' };
  return from > to ? { kind: 'whole' } : { kind: 'part', from, to };
}
