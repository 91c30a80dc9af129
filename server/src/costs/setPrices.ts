import type { Trx } from '../db/index.ts';

export type PriceList = {
  currency: string;
  freeServiceMessages: number;
  prices: readonly { channelKind: string; category: string; country: string; micros: number }[];
};

/** The list as it is from now on; what was delivered before keeps the price it had. */
export async function setPrices(trx: Trx, companyId: string, list: PriceList): Promise<void> {
  const { currency: priceCurrency, freeServiceMessages, prices } = list;
  await trx.updateTable('company').set({ priceCurrency, freeServiceMessages }).where('id', '=', companyId).execute();
  await trx.deleteFrom('messagePrice').where('companyId', '=', companyId).execute();
  if (prices.length === 0) return;
  await trx
    .insertInto('messagePrice')
    .values(prices.map((price) => ({ companyId, ...price })))
    .execute();
}
