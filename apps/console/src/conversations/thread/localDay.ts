/** Days since 1970 in the zone of this machine: the same number for all times of one day. Cheap enough for 50,000. */
export function localDay(ms: number): number {
  const date = new Date(ms);
  return Math.floor((ms - date.getTimezoneOffset() * 60_000) / 86_400_000);
}
