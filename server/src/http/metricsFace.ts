import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics } from 'prom-client';
import type { Database } from '../db/index.ts';
import {
  channelDeliverySuccessRatio,
  deadLetterQueueSize,
  queueLanesDue,
  queueOldestDueSeconds,
  queueSize,
  registry,
} from '../metrics.ts';
import { laneFigures, operationsFigures } from './metricsStore.ts';

/** `/metrics` (PLAT-11). What lives in the database is read when scraped: true in every process, and nothing counts it twice. */
export function serveMetrics(app: FastifyInstance, database: Database): void {
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry });
  app.get('/metrics', async (_request, reply) => {
    await readGauges(database).catch((error: unknown) =>
      app.log.warn({ err: error }, 'gauges of the database are missing'),
    );
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

async function readGauges(database: Database): Promise<void> {
  const [figures, lanes] = await Promise.all([operationsFigures(database), laneFigures(database)]);
  queueSize.reset();
  channelDeliverySuccessRatio.reset();
  for (const { figure, companyId, label, value } of figures) {
    if (figure === 'queue_size' && companyId) queueSize.set({ company_id: companyId }, value);
    if (figure === 'dead_letters') deadLetterQueueSize.set(value);
    if (figure === 'delivery_success' && label) channelDeliverySuccessRatio.set({ kind: label }, value);
  }
  queueLanesDue.set(lanes.due);
  queueOldestDueSeconds.set(lanes.oldestSeconds);
}
