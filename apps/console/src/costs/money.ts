/** Millionths of a currency as people read them; small prices keep their decimals. */
export function moneyInWords(micros: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 4 });
  return format.format(micros / 1_000_000);
}

/** What somebody typed, `0,0068` or `0.0068`, in millionths; `null` when it is no price. */
export function microsIn(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 1_000_000);
}
