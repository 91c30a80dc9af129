import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import { claimConversation, closeConversation, conversationFor, transferConversation } from '../conversations/index.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { rateTicket } from './rateTicket.ts';
import { type TicketFace, ticketById, ticketFace } from './ticketFace.ts';

const tags = ['tickets'];
const path = '/central-atendimento/atendimentos/{id}/';
const byId = z.object({ id: z.uuid() });
type Signed = Context & { actor: Parameters<typeof claimConversation>[1] };

/** Acts on a ticket that is not over, through its conversation, and answers with the ticket as it is then. */
function act(ctx: Signed, id: string, work: (trx: Trx, ticket: TicketFace) => Promise<void>): Promise<TicketFace> {
  const { companyId } = ctx.actor;
  return inCompany(ctx.database, companyId, async (trx) => {
    const ticket = await visible(trx, ctx.actor, id);
    await work(trx, ticket);
    return (await ticketById(trx, companyId, id, new Date())) ?? ticket;
  });
}

/** Whoever sees the conversation sees its tickets. */
async function visible(trx: Trx, actor: Signed['actor'], id: string): Promise<TicketFace> {
  const ticket = await ticketById(trx, actor.companyId, id, new Date());
  if (!ticket) throw new Refusal({ code: 'record.notFound', record: 'ticket', id });
  await conversationFor(trx, actor, ticket.conversationId);
  return ticket;
}

function requireCurrent({ status }: TicketFace, move: string): void {
  if (status !== 'waiting' && status !== 'in_service')
    throw new Refusal({ code: 'ticket.impossibleMove', from: status, move });
}

export const ticketsRouter = router({
  get: permitted('conversation.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'Read a ticket' } })
    .input(byId)
    .output(ticketFace)
    .query(({ ctx, input: { id } }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => visible(trx, ctx.actor, id)),
    ),

  claim: permitted('conversation.reply')
    .meta({ openapi: { method: 'POST', path: `${path}assumir/`, tags, summary: 'Take a ticket; the first one wins' } })
    .input(byId)
    .output(ticketFace)
    .mutation(({ ctx, input: { id } }) =>
      act(ctx, id, async (trx, ticket) => {
        requireCurrent(ticket, 'assign');
        await claimConversation(trx, ctx.actor, { conversationId: ticket.conversationId });
      }),
    ),

  transfer: permitted('conversation.reply')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}transferir/`,
        tags,
        summary: 'Hand a ticket over to a person or a queue',
      },
    })
    .input(
      byId
        .extend({
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
    .output(ticketFace)
    .mutation(({ ctx, input: { id, userId, queueId, reason, note } }) =>
      act(ctx, id, async (trx, ticket) => {
        requireCurrent(ticket, 'transfer');
        const to =
          userId === undefined ? { kind: 'queue' as const, queueId: queueId ?? '' } : { kind: 'user' as const, userId };
        await transferConversation(trx, ctx.actor, { conversationId: ticket.conversationId, to, reason, note });
      }),
    ),

  finish: permitted('conversation.reply')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}finalizar/`,
        tags,
        summary: 'Finish a ticket and close its conversation',
      },
    })
    .input(byId.extend({ reason: z.string().max(200).default('') }))
    .output(ticketFace)
    .mutation(({ ctx, input: { id, reason } }) =>
      act(ctx, id, async (trx, ticket) => {
        requireCurrent(ticket, 'finish');
        await closeConversation(trx, ctx.actor, { conversationId: ticket.conversationId, reason });
      }),
    ),

  /** For a form or a phone call that asked; whoever served it does not rate themselves. */
  rate: permitted('queue.manage')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}avaliar/`,
        tags,
        summary: 'Keep a contact’s rating of a finished ticket',
      },
    })
    .input(byId.extend({ rating: z.int().min(1).max(5), comment: z.string().trim().max(2_000).default('') }))
    .output(ticketFace)
    .mutation(({ ctx, input: { id, rating, comment } }) =>
      act(ctx, id, (trx, ticket) => rateTicket(trx, ctx.actor.companyId, ticket, { rating, comment, at: new Date() })),
    ),
});
