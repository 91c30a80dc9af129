import { ZodError, z } from 'zod';
import type { Log, Trx } from '../db/index.ts';
import { type Lane, LaneLost, type LaneWorker } from '../jobs/index.ts';
import { taskLatencySeconds } from '../metrics.ts';
import { adapterOf } from './adapters.ts';
import { handleEvent } from './handleEvent.ts';
import { type ItemRow, nextItem, settleItem } from './store.ts';

export type InboundLaneOptions = { log: Log };

/**
 * Handles what webhooks left, in order, one transaction an item. An item that cannot be handled is marked with its error
 * and steps aside (INB-07); a database that is not there concerns all of them, so the lane stops and tries again.
 */
export function inboundLane(options: InboundLaneOptions): LaneWorker {
  return {
    prefix: 'in',
    run: async (lane) => {
      while (!lane.stopping.aborted && (await handleNext(lane, options)) === 'more');
      return { nextDueAt: null };
    },
  };
}

async function handleNext(lane: Lane, options: InboundLaneOptions): Promise<'more' | 'empty'> {
  const stop = taskLatencySeconds.startTimer({ task: 'inbound' });
  let item: ItemRow | undefined;
  try {
    const isLast = await lane.step(
      async (trx) => {
        const next = await nextItem(trx, lane.companyId, lane.key);
        item = next?.item;
        if (item) await handleItem(trx, lane.companyId, item);
        return next?.isLast ?? true;
      },
      (last) => last,
    );
    if (!item) return 'empty';
    options.log.debug(
      { correlation_id: item.correlationId, item: item.id, company: lane.companyId },
      'inbound item handled',
    );
    stop();
    return isLast ? 'empty' : 'more';
  } catch (error) {
    if (!item || error instanceof LaneLost || concernsAll(error)) throw error;
    const { id, correlationId } = item;
    const reason = reasonOf(error);
    options.log.warn(
      { correlation_id: correlationId, item: id, company: lane.companyId, reason },
      'inbound item failed',
    );
    await lane.step((trx) => settleItem(trx, lane.companyId, id, reason));
    stop();
    return 'more';
  }
}

async function handleItem(trx: Trx, companyId: string, item: ItemRow): Promise<void> {
  const event = adapterOf(item.channelKind).parse(item.payload);
  await settleItem(trx, companyId, item.id, await handleEvent(trx, companyId, item, event));
}

/** Classes of PostgreSQL's errors that are no fault of the item: connection, rollback, resources, operator, system. */
const CONCERNS_ALL = /^(08|25|40|53|57|58)/;

function concernsAll(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('code' in error) || typeof error.code !== 'string') return /connection|timeout/i.test(error.message);
  return CONCERNS_ALL.test(error.code) || /^E[A-Z]+$/.test(error.code);
}

/** For an admin who reads the list: where the payload is not what it should be, or what the database refused. */
function reasonOf(error: unknown): string {
  const text =
    error instanceof ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
  return text.slice(0, 1000);
}
