import { CONVERSATION_PRIORITIES, CONVERSATION_STATUSES, Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { assignConversation, claimConversation } from './assignConversation.ts';
import { closeConversation } from './closeConversation.ts';
import { conversationFace, faceOfConversation, faceOfMessage, messageFace } from './faces.ts';
import { handToProgram, programTakesTurns } from './handToProgram.ts';
import { olderMessages, readConversation } from './history.ts';
import { listConversations, listMessages } from './lists.ts';
import { reopenConversation } from './reopenConversation.ts';
import { conversationsReplica, messagesReplica } from './replicas.ts';
import { sendMessage } from './sendMessage.ts';
import { setPriority } from './setPriority.ts';
import { setTags } from './setTags.ts';
import { snoozeConversation, wakeConversation } from './snoozeConversation.ts';
import { transferConversation } from './transferConversation.ts';
import { wishFace } from './wishFace.ts';

const tags = ['conversations'];
const path = '/central-atendimento/conversas/';
const paging = { cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
const aConversation = z.object({ conversationId: z.uuid() });
const truth = z.enum(['true', 'false']).transform((value) => value === 'true');

type Signed = Context & { actor: Parameters<typeof sendMessage>[1] };
const inside = <Result>(ctx: Signed, work: Parameters<typeof inCompany<Result>>[2]): Promise<Result> =>
  inCompany(ctx.database, ctx.actor.companyId, work);

const notFound = (record: string, id: string) => new Refusal({ code: 'record.notFound', record, id });

export const conversationsRouter = router({
  list: permitted('conversation.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List conversations, newest first' } })
    .input(
      z.object({
        ...paging,
        status: z.enum(CONVERSATION_STATUSES).optional(),
        assignee: z.union([z.uuid(), z.enum(['me', 'none'])]).optional(),
        queueId: z.uuid().optional(),
        channelId: z.uuid().optional(),
        tagId: z.uuid().optional(),
        contactId: z.uuid().optional(),
        unread: truth.optional(),
      }),
    )
    .output(z.object({ items: z.array(conversationFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit, ...filter } }) =>
      inside(ctx, async (trx) => {
        const { items, nextCursor } = await listConversations(trx, ctx.actor, filter, { cursor, limit });
        return { items: items.map(faceOfConversation), nextCursor };
      }),
    ),

  get: permitted('conversation.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read a conversation' } })
    .input(z.object({ id: z.uuid() }))
    .output(conversationFace)
    .query(async ({ ctx, input: { id } }) => {
      const [row] = await inside(ctx, (trx) => conversationsReplica.read(trx, ctx.actor, [id]));
      if (!row) throw notFound('conversation', id);
      return faceOfConversation(row);
    }),

  messages: permitted('conversation.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/mensagens/`, tags, summary: 'List messages, newest first' } })
    .input(z.object({ id: z.uuid(), ...paging }))
    .output(z.object({ items: z.array(messageFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id, cursor, limit } }) =>
      inside(ctx, async (trx) => {
        const [conversation] = await conversationsReplica.read(trx, ctx.actor, [id]);
        if (!conversation) throw notFound('conversation', id);
        const { items, nextCursor } = await listMessages(trx, ctx.actor.companyId, id, { cursor, limit });
        return { items: items.map(faceOfMessage), nextCursor };
      }),
    ),

  send: permitted('conversation.reply')
    .meta({
      openapi: { method: 'POST', path: `${path}{id}/mensagens/`, tags, summary: 'Send a message or leave a note' },
    })
    .input(
      z
        .object({
          id: z.uuid(),
          text: z.string().max(70_000).optional(),
          kind: z.enum(['text', 'note']).default('text'),
          /** Instead of words: a template, a file, a place, a question. */
          content: wishFace.optional(),
          replyToId: z.uuid().nullish(),
          /** The caller's own id of the message: sent again, there is still one. */
          messageId: z.uuid().optional(),
        })
        .refine(({ text, content }) => (text === undefined) !== (content === undefined), {
          error: 'either text or content',
          path: ['text'],
        }),
    )
    .output(messageFace)
    .mutation(({ ctx, input: { id, messageId, text = '', kind, content, replyToId } }) =>
      inside(ctx, async (trx) => {
        const input = {
          ...(content ?? { kind, text }),
          conversationId: id,
          replyToId: replyToId ?? null,
          source: 'api' as const,
        };
        const { correlationId } = ctx;
        const ownId = messageId ?? keyedId(ctx);
        const sent = await sendMessage(trx, ctx.actor, {
          ...input,
          correlationId,
          ...(ownId ? { id: ownId } : {}),
        });
        const [row] = await messagesReplica.read(trx, ctx.actor, [sent.messageId]);
        if (!row) throw notFound('message', sent.messageId);
        return faceOfMessage(row);
      }),
    ),

  close: permitted('conversation.reply')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/fechar/`, tags, summary: 'Close a conversation' } })
    .input(
      z.object({
        id: z.uuid(),
        reason: z.string().max(200).default(''),
        /** Whether the contact is asked how it was; without it the queue decides. */
        asksRating: z.boolean().optional(),
      }),
    )
    .output(conversationFace)
    .mutation(({ ctx, input: { id, reason, asksRating } }) =>
      inside(ctx, async (trx) => {
        const asks = asksRating === undefined ? {} : { asksRating };
        await closeConversation(trx, ctx.actor, { conversationId: id, reason, ...asks });
        const [row] = await conversationsReplica.read(trx, ctx.actor, [id]);
        if (!row) throw notFound('conversation', id);
        return faceOfConversation(row);
      }),
    ),

  prioritise: permitted('conversation.reply')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/prioridade/`, tags, summary: 'Say how urgent it is' } })
    .input(z.object({ id: z.uuid(), priority: z.union(CONVERSATION_PRIORITIES.map((level) => z.literal(level))) }))
    .output(conversationFace)
    .mutation(({ ctx, input: { id, priority } }) =>
      inside(ctx, async (trx) => {
        await setPriority(trx, ctx.actor, { conversationId: id, priority });
        const [row] = await conversationsReplica.read(trx, ctx.actor, [id]);
        if (!row) throw notFound('conversation', id);
        return faceOfConversation(row);
      }),
    ),

  transfer: permitted('conversation.reply')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{id}/transferir-humano/`,
        tags,
        summary: 'Hand a conversation over to a person or a queue',
      },
    })
    .input(
      z
        .object({
          id: z.uuid(),
          userId: z.uuid().optional(),
          queueId: z.uuid().optional(),
          reason: z.string().max(200).default(''),
          note: z.string().max(20_000).default(''),
        })
        .refine(({ userId, queueId }) => (userId === undefined) !== (queueId === undefined), {
          error: 'either userId or queueId',
          path: ['userId'],
        }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, userId, queueId, reason, note } }) =>
      inside(ctx, async (trx) => {
        const to = userId ? { kind: 'user' as const, userId } : { kind: 'queue' as const, queueId: queueId ?? '' };
        const noteId = keyedId(ctx);
        const transfer = { conversationId: id, to, reason, note, ...(noteId ? { noteId } : {}) };
        await transferConversation(trx, ctx.actor, transfer);
        return { id };
      }),
    ),

  handToProgram: permitted('conversation.reply')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{id}/devolver-programa/`,
        tags,
        summary: 'Hand a conversation back to the program that takes turns',
      },
    })
    .input(
      z.object({ id: z.uuid(), reason: z.string().max(200).default(''), note: z.string().max(20_000).default('') }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input: { id, ...words } }) =>
      inside(ctx, async (trx) => {
        const noteId = keyedId(ctx);
        await handToProgram(trx, ctx.actor, { conversationId: id, ...words, ...(noteId ? { noteId } : {}) });
        return { id };
      }),
    ),

  /** Whether there is a program to hand one back to. */
  hasProgram: permitted('conversation.read').query(({ ctx }) =>
    inside(ctx, (trx) => programTakesTurns(trx, ctx.actor.companyId)),
  ),

  /** Rows as a replica has them, of what consoles do not keep (history.ts). */
  row: permitted('conversation.read')
    .input(aConversation)
    .query(({ ctx, input }) => inside(ctx, (trx) => readConversation(trx, ctx.actor, input.conversationId))),

  older: permitted('conversation.read')
    .input(
      aConversation.extend({ beforeId: z.uuid().nullable(), limit: z.number().int().min(1).max(200).default(100) }),
    )
    .query(({ ctx, input }) => inside(ctx, (trx) => olderMessages(trx, ctx.actor, input))),

  reopen: permitted('conversation.reply')
    .input(aConversation)
    .mutation(({ ctx, input }) => inside(ctx, (trx) => reopenConversation(trx, ctx.actor, input))),

  snooze: permitted('conversation.reply')
    .input(aConversation.extend({ until: z.iso.datetime().nullable() }))
    .mutation(({ ctx, input: { conversationId, until } }) =>
      inside(ctx, (trx) =>
        snoozeConversation(trx, ctx.actor, { conversationId, until: until === null ? null : Date.parse(until) }),
      ),
    ),

  wake: permitted('conversation.reply')
    .input(aConversation)
    .mutation(({ ctx, input }) => inside(ctx, (trx) => wakeConversation(trx, ctx.actor, input))),

  setTags: permitted('conversation.reply')
    .input(aConversation.extend({ tags: z.array(z.uuid()).max(50) }))
    .mutation(({ ctx, input }) => inside(ctx, (trx) => setTags(trx, ctx.actor, input))),

  claim: permitted('conversation.reply')
    .input(aConversation)
    .mutation(({ ctx, input }) => inside(ctx, (trx) => claimConversation(trx, ctx.actor, input))),

  assign: permitted('conversation.reply')
    .input(aConversation.extend({ userId: z.uuid().nullable() }))
    .mutation(({ ctx, input }) => inside(ctx, (trx) => assignConversation(trx, ctx.actor, input))),
});
