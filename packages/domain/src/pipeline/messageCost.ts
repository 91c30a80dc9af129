/** What Meta bills a message as. Source: Meta, "Pricing on the WhatsApp Business Platform"; `service` is billed since 2026-10. */
export const COST_CATEGORIES = [
  'marketing',
  'utility',
  'authentication',
  'authentication_international',
  'service',
] as const;
export type CostCategory = (typeof COST_CATEGORIES)[number];

/** `country`: ISO 3166 code, empty for every other one. `micros`: millionths of the company's currency. */
export type Price = { category: string; country: string; micros: number };

/** `null` when the list says nothing of it. A country's own price goes before that of all others. */
export function priceOf(prices: readonly Price[], message: { category: string; country: string }): number | null {
  const ofCategory = prices.filter(({ category }) => category === message.category);
  const found =
    ofCategory.find(({ country }) => country === message.country) ?? ofCategory.find((each) => !each.country);
  return found?.micros ?? null;
}

export type Billed = { category: string; country: string; billable: boolean };
export type Cost = { micros: number | null; isFree: boolean };

/**
 * What messages cost, in their order: free where the platform says so, and service messages while the number's allowance
 * of the month lasts.
 * @param freeLeft service messages of this number and month that are still free.
 */
export function costsOf(messages: readonly Billed[], prices: readonly Price[], freeLeft: number): Cost[] {
  let left = freeLeft;
  return messages.map((message) => {
    if (!message.billable) return { micros: 0, isFree: true };
    if (message.category === 'service' && left > 0) {
      left -= 1;
      return { micros: 0, isFree: true };
    }
    return { micros: priceOf(prices, message), isFree: false };
  });
}
