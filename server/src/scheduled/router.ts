import { messageContentSchema, Refusal } from '@balcao/domain';
import type { ScheduledRow } from '@balcao/replica';
import { z } from 'zod';
import { conversationFor } from '../conversations/index.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { cancelScheduled, editScheduled } from './editScheduled.ts';
import { scheduledReplica } from './replicas.ts';
import { scheduleMessage } from './scheduleMessage.ts';
import { rowOf, selectScheduled } from './store.ts';

const tags = ['conversations'];
const path = '/central-atendimento/conversas/{id}/agendadas/';
const place = z.object({ id: z.uuid(), messageId: z.uuid() });
const text = z.string().max(70_000);
const time = z.iso.datetime({ offset: true });

const scheduledFace = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  content: messageContentSchema,
  authorId: z.uuid(),
  replyToId: z.uuid().nullable(),
  sendAt: z.iso.datetime(),
  /** Why it did not go out at its time; null while it waits. */
  held: z.looseObject({ code: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
});

function faceOf(row: ScheduledRow): z.input<typeof scheduledFace> {
  const { dueAt, cancelled: _onlyAWish, ...rest } = row;
  return {
    ...rest,
    replyToId: row.replyToId || null,
    sendAt: new Date(dueAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
  };
}

type Signed = Context & { actor: Parameters<typeof scheduleMessage>[1] };
const inside = <Result>(ctx: Signed, work: (trx: Trx) => Promise<Result>): Promise<Result> =>
  inCompany(ctx.database, ctx.actor.companyId, work);

/** @throws Refusal `record.notFound` also where it belongs to another conversation than the address says */
async function face(trx: Trx, ctx: Signed, messageId: string, conversationId: string) {
  const [row] = await scheduledReplica.read(trx, ctx.actor, [messageId]);
  if (row?.conversationId !== conversationId) {
    throw new Refusal({ code: 'record.notFound', record: 'scheduled', id: messageId });
  }
  return faceOf(row);
}

export const scheduledRouter = router({
  list: permitted('conversation.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List the messages that wait for their time, next first' } })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ items: z.array(scheduledFace) }))
    .query(({ ctx, input: { id } }) =>
      inside(ctx, async (trx) => {
        await conversationFor(trx, ctx.actor, id, 'conversation.read');
        const records = await selectScheduled(trx, ctx.actor)
          .where('scheduledMessage.conversationId', '=', id)
          .orderBy('scheduledMessage.dueAt')
          .orderBy('scheduledMessage.id')
          .execute();
        return { items: records.map((record) => faceOf(rowOf(record))) };
      }),
    ),

  create: permitted('conversation.reply')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Send a text later' } })
    .input(
      z.object({
        id: z.uuid(),
        text,
        sendAt: time,
        replyToId: z.uuid().nullish(),
        /** The caller's own id of the message to come: sent again, there is still one. */
        messageId: z.uuid().optional(),
      }),
    )
    .output(scheduledFace)
    .mutation(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const ownId = input.messageId ?? keyedId(ctx);
        const { id } = await scheduleMessage(trx, ctx.actor, {
          kind: 'text',
          text: input.text,
          conversationId: input.id,
          replyToId: input.replyToId ?? null,
          dueAt: Date.parse(input.sendAt),
          source: 'api',
          ...(ownId ? { id: ownId } : {}),
        });
        return face(trx, ctx, id, input.id);
      }),
    ),

  edit: permitted('conversation.reply')
    .meta({
      openapi: { method: 'PATCH', path: `${path}{messageId}/`, tags, summary: 'Change its text, its time, or both' },
    })
    .input(place.extend({ text: text.optional(), sendAt: time.optional() }))
    .output(scheduledFace)
    .mutation(({ ctx, input: { id, messageId, text: words, sendAt } }) =>
      inside(ctx, async (trx) => {
        await face(trx, ctx, messageId, id);
        await editScheduled(trx, ctx.actor, {
          id: messageId,
          ...(words === undefined ? {} : { wish: { kind: 'text', text: words } }),
          ...(sendAt === undefined ? {} : { dueAt: Date.parse(sendAt) }),
        });
        return face(trx, ctx, messageId, id);
      }),
    ),

  cancel: permitted('conversation.reply')
    .meta({ openapi: { method: 'DELETE', path: `${path}{messageId}/`, tags, summary: 'Give it up' } })
    .input(place)
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, messageId } }) =>
      inside(ctx, async (trx) => {
        await face(trx, ctx, messageId, id);
        await cancelScheduled(trx, ctx.actor, { id: messageId });
        return { id: messageId };
      }),
    ),
});
