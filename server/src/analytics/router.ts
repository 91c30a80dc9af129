import { figuresShape, LANGUAGES, summaryShape } from '@balcao/domain';
import { LIVE_TOPICS } from '@balcao/replica';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { boardFor, readBoard } from './boardStore.ts';
import { queuesToSee } from './boardTopic.ts';
import { exportReport } from './exportReport.ts';
import { foldLedger } from './figuresStore.ts';
import { report, todayOf, weekOf } from './report.ts';

const tags = ['analytics'];
const path = '/central-atendimento/analytics/';
const line = z.object({ key: z.string(), figures: figuresShape, summary: summaryShape });
const reportShape = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  total: line,
  byDay: z.array(line),
  byHour: z.array(line),
  byQueue: z.array(line),
  byChannel: z.array(line),
  byUser: z.array(line),
});
/** Without days: today. */
const range = { from: z.iso.date().optional(), to: z.iso.date().optional() };
const filter = { queueId: z.uuid().optional(), channelId: z.uuid().optional(), userId: z.uuid().optional() };

type Signed = { database: Database; actor: Actor };

/** Up to date: what the ledger holds counts, even in the second before the worker comes by. */
function fresh<Result>(
  { database, actor }: Signed,
  work: (trx: Trx, today: string) => Promise<Result>,
): Promise<Result> {
  return inCompany(database, actor.companyId, async (trx) => {
    await foldLedger(trx, actor.companyId);
    return work(trx, await todayOf(trx, actor.companyId, new Date()));
  });
}

export const analyticsRouter = router({
  metrics: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path: `${path}metricas/`, tags, summary: 'Figures of a range of days' } })
    .input(z.object({ ...range, ...filter }))
    .output(reportShape)
    .query(({ ctx, input: { from, to, ...rest } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { from: from ?? to ?? today, to: to ?? today, ...rest })),
    ),

  live: permitted('queue.read')
    .meta({
      openapi: { method: 'GET', path: `${path}metricas/tempo-real/`, tags, summary: 'The live board, as it is now' },
    })
    .input(z.object({}))
    .output(LIVE_TOPICS.board.value)
    .query(({ ctx }) =>
      fresh(ctx, async (trx) =>
        boardFor(await readBoard(trx, ctx.actor.companyId, new Date()), queuesToSee(ctx.actor)),
      ),
    ),

  daily: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path: `${path}relatorio/diario/`, tags, summary: 'Report of a day' } })
    .input(z.object({ date: z.iso.date().optional(), ...filter }))
    .output(reportShape)
    .query(({ ctx, input: { date, ...rest } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { from: date ?? today, to: date ?? today, ...rest })),
    ),

  weekly: permitted('queue.read')
    .meta({
      openapi: { method: 'GET', path: `${path}relatorio/semanal/`, tags, summary: 'Report of a week, from Monday' },
    })
    .input(z.object({ date: z.iso.date().optional(), ...filter }))
    .output(reportShape)
    .query(({ ctx, input: { date, ...rest } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { ...weekOf(date ?? today), ...rest })),
    ),

  performance: permitted('queue.read')
    .meta({
      openapi: { method: 'GET', path: `${path}atendente/{id}/performance/`, tags, summary: 'Figures of a person' },
    })
    .input(z.object({ id: z.uuid(), ...range }))
    .output(reportShape)
    .query(({ ctx, input: { id, from, to } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { from: from ?? to ?? today, to: to ?? today, userId: id })),
    ),

  queue: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path: `${path}fila/{id}/metricas/`, tags, summary: 'Figures of a queue' } })
    .input(z.object({ id: z.uuid(), ...range }))
    .output(reportShape)
    .query(({ ctx, input: { id, from, to } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { from: from ?? to ?? today, to: to ?? today, queueId: id })),
    ),

  queueToday: permitted('queue.read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/central-atendimento/filas/{id}/metricas/',
        tags: ['queues'],
        summary: 'Today’s figures of a queue',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(reportShape)
    .query(({ ctx, input: { id } }) =>
      fresh(ctx, (trx, today) => report(trx, ctx.actor, { from: today, to: today, queueId: id })),
    ),

  export: permitted('queue.read')
    .input(
      z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        ...filter,
        format: z.enum(['csv', 'pdf']),
        language: z.enum(LANGUAGES),
      }),
    )
    .output(z.object({ fileName: z.string(), mime: z.string(), base64: z.string() }))
    .query(({ ctx, input: { format, language, ...wish } }) =>
      fresh(ctx, (trx) => exportReport(trx, ctx.actor, wish, { format, language })),
    ),
});
