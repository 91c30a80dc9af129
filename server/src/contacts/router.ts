import { CHOOSABLE_FIELDS, CONTACT_STATUSES, Refusal } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { z } from 'zod';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { mergeRouters, permitted, router } from '../trpc.ts';
import { createContact } from './createContact.ts';
import { editContact } from './editContact.ts';
import { editMany } from './editMany.ts';
import { changeOf, contactChange, contactFace, faceOf } from './faces.ts';
import { importsRouter } from './importsRouter.ts';
import { CONTACT_ORDERS, contactFilter, countContacts, listContacts } from './listContacts.ts';
import { mergeContacts } from './mergeContacts.ts';
import { recentMerges, saveApart } from './mergeStore.ts';
import { removeContact } from './removeContact.ts';
import { contactsReplica } from './replicas.ts';
import { suggestDuplicates } from './suggestDuplicates.ts';
import { undoMerge } from './undoMerge.ts';

const tags = ['contacts'];
const path = '/central-atendimento/contatos/';
const { shape: filterShape } = contactFilter;

const company =
  ({ database, actor }: { database: Database; actor: { companyId: string } }) =>
  <Result>(work: (trx: Trx) => Promise<Result>) =>
    inCompany(database, actor.companyId, work);

const notFound = (id: string) => new Refusal({ code: 'record.notFound', record: 'contact', id });
const theRow = ([row]: ContactRow[], id: string): ContactRow => {
  if (!row) throw notFound(id);
  return row;
};

const contactRouter = router({
  list: permitted('contact.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List contacts by filter, in the wanted order' } })
    .input(
      z.object({
        ...filterShape,
        order: z.enum(CONTACT_ORDERS).default('newest'),
        cursor: z.string().max(1_000).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        items: z.array(contactFace),
        nextCursor: z.string().nullable(),
        /** How many in all; with the first page only. */
        total: z.int().nullable(),
      }),
    )
    .query(({ ctx, input: { cursor, limit, order, ...filter } }) =>
      company(ctx)(async (trx) => {
        const { rows, next } = await listContacts(trx, ctx.actor, { filter, order, after: cursor ?? null, limit });
        const total = cursor === undefined ? await countContacts(trx, ctx.actor, filter) : null;
        return { items: rows.map(faceOf), nextCursor: next, total };
      }),
    ),

  get: permitted('contact.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read a contact' } })
    .input(z.object({ id: z.uuid() }))
    .output(contactFace)
    .query(({ ctx, input: { id } }) =>
      company(ctx)(async (trx) => faceOf(theRow(await contactsReplica.read(trx, ctx.actor, [id]), id))),
    ),

  create: permitted('contact.create')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Create a contact' } })
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        phone: z.string().max(40).optional(),
        email: z.email().max(320).optional(),
      }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input: { name, phone, email } }) =>
      company(ctx)(async (trx) => {
        const given = { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
        return { id: (await createContact(trx, ctx.actor, given)).contactId };
      }),
    ),

  edit: permitted('contact.edit')
    .meta({ openapi: { method: 'PATCH', path: `${path}{id}/`, tags, summary: 'Change fields of a contact' } })
    .input(contactChange.extend({ id: z.uuid() }))
    .output(contactFace)
    .mutation(({ ctx, input: { id, ...fields } }) =>
      company(ctx)(async (trx) => {
        await editContact(trx, ctx.actor, { contactId: id, change: changeOf(fields) });
        return faceOf(theRow(await contactsReplica.read(trx, ctx.actor, [id]), id));
      }),
    ),

  remove: permitted('contact.remove')
    .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: 'Take away a contact without a past' } })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      await company(ctx)((trx) => removeContact(trx, ctx.actor, id));
      return {};
    }),

  editMany: permitted('contact.edit')
    .meta({ openapi: { method: 'POST', path: `${path}editar/`, tags, summary: 'Change up to 1,000 contacts alike' } })
    .input(
      z.object({
        contactIds: z.array(z.uuid()).min(1).max(1_000),
        addTags: z.array(z.uuid()).max(50).optional(),
        removeTags: z.array(z.uuid()).max(50).optional(),
        status: z.enum(CONTACT_STATUSES).optional(),
        ownerId: z.union([z.uuid(), z.literal('')]).optional(),
      }),
    )
    .output(z.object({ changed: z.int() }))
    .mutation(({ ctx, input }) => company(ctx)((trx) => editMany(trx, ctx.actor, input))),

  duplicates: permitted('contact.merge')
    .meta({ openapi: { method: 'GET', path: `${path}duplicados/`, tags, summary: 'Pairs who may be one person' } })
    .input(z.object({ contactId: z.uuid().optional() }))
    .output(
      z.object({
        items: z.array(
          z.object({
            a: contactFace,
            b: contactFace,
            reason: z.enum(['phone', 'email', 'name']),
            likeness: z.number(),
          }),
        ),
      }),
    )
    .query(({ ctx, input }) =>
      company(ctx)(async (trx) => {
        const pairs = await suggestDuplicates(trx, ctx.actor, input.contactId ?? null);
        return { items: pairs.map(({ a, b, ...why }) => ({ a: faceOf(a), b: faceOf(b), ...why })) };
      }),
    ),

  keepApart: permitted('contact.merge')
    .meta({
      openapi: { method: 'POST', path: `${path}distintos/`, tags, summary: 'Say that two contacts are two people' },
    })
    .input(z.object({ oneId: z.uuid(), otherId: z.uuid() }))
    .output(z.object({}))
    .mutation(({ ctx, input: { oneId, otherId } }) =>
      company(ctx)(async (trx) => {
        const rows = await contactsReplica.read(trx, ctx.actor, [oneId, otherId]);
        if (rows.length < 2) throw notFound(rows[0]?.id === oneId ? otherId : oneId);
        await saveApart(trx, ctx.actor, oneId, otherId);
        return {};
      }),
    ),

  merge: permitted('contact.merge')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{survivorId}/mesclar/`,
        tags,
        summary: 'Merge another contact into this one',
      },
    })
    .input(
      z.object({
        survivorId: z.uuid(),
        mergedId: z.uuid(),
        /** Fields in which the other contact's value stands. */
        take: z.array(z.enum(CHOOSABLE_FIELDS)).default([]),
      }),
    )
    .output(z.object({ mergeId: z.uuid() }))
    .mutation(({ ctx, input }) => company(ctx)((trx) => mergeContacts(trx, ctx.actor, input))),

  undoMerge: permitted('contact.merge')
    .meta({ openapi: { method: 'POST', path: `${path}mesclagens/{mergeId}/desfazer/`, tags, summary: 'Undo a merge' } })
    .input(z.object({ mergeId: z.uuid() }))
    .output(z.object({ survivorId: z.uuid(), mergedId: z.uuid() }))
    .mutation(({ ctx, input: { mergeId } }) =>
      company(ctx)((trx) => undoMerge(trx, ctx.actor, { mergeId, now: new Date() })),
    ),

  merges: permitted('contact.merge')
    .meta({ openapi: { method: 'GET', path: `${path}mesclagens/`, tags, summary: 'The latest merges' } })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            survivorId: z.uuid(),
            survivorName: z.string(),
            mergedName: z.string(),
            userId: z.uuid(),
            mergedAt: z.iso.datetime(),
            undoneAt: z.iso.datetime().nullable(),
          }),
        ),
      }),
    )
    .query(({ ctx }) =>
      company(ctx)(async (trx) => {
        const merges = await recentMerges(trx, ctx.actor.companyId, 50);
        const seen = new Set(
          (
            await contactsReplica.read(
              trx,
              ctx.actor,
              merges.map(({ survivorId }) => survivorId),
            )
          ).map(({ id }) => id),
        );
        const visible = merges.filter(({ survivorId }) => ctx.actor.role === 'admin' || seen.has(survivorId));
        return {
          items: visible.map((merge) => ({
            ...merge,
            mergedAt: merge.mergedAt.toISOString(),
            undoneAt: merge.undoneAt?.toISOString() ?? null,
          })),
        };
      }),
    ),
});

export const contactsRouter = mergeRouters(contactRouter, importsRouter);
