import { type Database, inCompany } from '../../db/index.ts';
import { takeSlots } from './flowStore.ts';

/** Gives the times at which messages of a channel may leave, one message a slot. */
export type Slots = {
  /** @returns the time of this message; first come, first served, over all servers. */
  next(channel: { companyId: string; channelId: string; perSecond: number }): Promise<Date>;
};

type Asking = { perSecond: number; resolve(at: Date): void; reject(error: unknown): void };

/**
 * The row of a channel is one for all servers, and hot: whoever asks while a request is under way shares the next one, so
 * a server holds it for one short statement at a time, however fast it sends. One conversation has one slot at a time
 * (its lane asks for its head alone), which is what makes it fair: a long queue of one person does not push the others.
 */
export function createSlots(database: Database): Slots {
  const asking = new Map<string, Asking[]>();

  async function serve(companyId: string, channelId: string): Promise<void> {
    for (let batch = asking.get(channelId); batch && batch.length > 0; batch = asking.get(channelId)) {
      const served = batch.splice(0);
      // The same for all of them, but for the moment in which it changes.
      const perSecond = served[0]?.perSecond ?? 1;
      try {
        const count = served.length;
        const first = await inCompany(database, companyId, (trx) =>
          takeSlots(trx, { companyId, channelId, perSecond, count }),
        );
        for (const [n, each] of served.entries()) each.resolve(new Date(first.getTime() + (n * 1000) / perSecond));
      } catch (error) {
        for (const each of served) each.reject(error);
      }
    }
    asking.delete(channelId);
  }

  return {
    next: ({ companyId, channelId, perSecond }) => {
      const { promise, resolve, reject } = Promise.withResolvers<Date>();
      const one = { perSecond, resolve, reject };
      const present = asking.get(channelId);
      if (present) present.push(one);
      else {
        asking.set(channelId, [one]);
        void serve(companyId, channelId);
      }
      return promise;
    },
  };
}
