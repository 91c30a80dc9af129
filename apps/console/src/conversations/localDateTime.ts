/** A moment as `<input type="datetime-local">` wants it, in the zone of this machine: `2026-11-21T14:30`. */
export function localDateTime(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
