import { CONTACT_STATUSES, IDENTITY_KINDS, Refusal } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { createContact } from './createContact.ts';
import { editContact } from './editContact.ts';
import { contactsReplica } from './replicas.ts';

const tags = ['contacts'];
const path = '/central-atendimento/contatos/';

const contactFace = z.object({
  id: z.uuid(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  language: z.string(),
  zone: z.string(),
  status: z.enum(CONTACT_STATUSES),
  tags: z.array(z.uuid()),
  notes: z.string(),
  identities: z.array(z.object({ kind: z.enum(IDENTITY_KINDS), value: z.string() })),
  lastContactAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

function faceOf(row: ContactRow): z.input<typeof contactFace> {
  const { nameKey: _sortsInReplicas, lastContactAt, createdAt, ...rest } = row;
  return {
    ...rest,
    lastContactAt: lastContactAt === null ? null : new Date(lastContactAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}

const email = z.union([z.email().max(320), z.literal('')]);
const change = z.object({
  name: z.string().max(200).optional(),
  email: email.optional(),
  language: z.string().max(20).optional(),
  zone: z.string().max(60).optional(),
  status: z.enum(CONTACT_STATUSES).optional(),
  tags: z.array(z.uuid()).max(50).optional(),
  notes: z.string().max(10_000).optional(),
});

const notFound = (id: string) => new Refusal({ code: 'record.notFound', record: 'contact', id });

export const contactsRouter = router({
  list: permitted('contact.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List contacts, newest first' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(contactFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const { rows, next } = await contactsReplica.page(trx, ctx.actor, cursor ?? null, limit);
        return { items: rows.map(faceOf), nextCursor: next };
      }),
    ),

  get: permitted('contact.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read a contact' } })
    .input(z.object({ id: z.uuid() }))
    .output(contactFace)
    .query(({ ctx, input: { id } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const [row] = await contactsReplica.read(trx, ctx.actor, [id]);
        if (!row) throw notFound(id);
        return faceOf(row);
      }),
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
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const given = { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
        return { id: (await createContact(trx, ctx.actor, given)).contactId };
      }),
    ),

  edit: permitted('contact.edit')
    .meta({ openapi: { method: 'PATCH', path: `${path}{id}/`, tags, summary: 'Change fields of a contact' } })
    .input(change.extend({ id: z.uuid() }))
    .output(contactFace)
    .mutation(({ ctx, input: { id, ...fields } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
        await editContact(trx, ctx.actor, { contactId: id, change: given });
        const [row] = await contactsReplica.read(trx, ctx.actor, [id]);
        if (!row) throw notFound(id);
        return faceOf(row);
      }),
    ),
});
