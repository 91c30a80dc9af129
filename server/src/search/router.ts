import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { searchContacts, searchMessages } from './search.ts';

const tags = ['search'];
const question = z.object({
  query: z.string().max(500),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
const snippet = z.object({ text: z.string(), matches: z.array(z.tuple([z.int(), z.int()])) });
const results = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Search over everything that one may see, also what no console holds any more (INB-15). */
export const searchRouter = router({
  messages: permitted('conversation.read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/central-atendimento/busca/mensagens/',
        tags,
        summary: 'Find messages by the beginnings of their words, newest first',
      },
    })
    .input(question)
    .output(
      results(
        z.object({
          id: z.uuid(),
          conversationId: z.uuid(),
          contactId: z.uuid(),
          contactName: z.string(),
          contactPhone: z.string(),
          direction: z.string(),
          /** Epoch milliseconds. */
          at: z.number(),
          snippet,
        }),
      ),
    )
    .query(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => searchMessages(trx, ctx.actor, input)),
    ),

  contacts: permitted('contact.read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/central-atendimento/busca/contatos/',
        tags,
        summary: 'Find contacts by name, number or e-mail, the latest contact first',
      },
    })
    .input(question)
    .output(
      results(
        z.object({
          id: z.uuid(),
          conversationId: z.uuid().nullable(),
          name: z.string(),
          phone: z.string(),
          email: z.string(),
          at: z.number(),
          snippet,
        }),
      ),
    )
    .query(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => searchContacts(trx, ctx.actor, input)),
    ),
});
