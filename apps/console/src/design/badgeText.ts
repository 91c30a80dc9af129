/** A count as a badge shows it: beyond a hundred nobody counts. */
export const badgeText = (count: number): string => (count > 99 ? '99+' : String(count));
