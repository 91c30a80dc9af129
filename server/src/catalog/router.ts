import { CUSTOM_FIELD_KINDS } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { createTag } from './createTag.ts';
import { createField, editField, editTag, removeField, removeTag } from './editCatalog.ts';

/** Names of the console's tokens, so that a tag is readable in every theme. */
export const TAG_COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;

const tags = ['company'];
const base = '/central-atendimento/empresa';
const name = z.string().trim().min(1).max(60);
const color = z.enum(TAG_COLORS);
const options = z.array(z.string().trim().min(1).max(60)).max(100);
const byId = z.object({ id: z.uuid() });

/** A choice needs something to choose from, each once. */
const newField = z
  .object({ name, fieldKind: z.enum(CUSTOM_FIELD_KINDS), options: options.default([]) })
  .refine(({ fieldKind, options: given }) => fieldKind !== 'choice' || given.length > 0, {
    path: ['options'],
    message: 'needs at least one option',
  })
  .refine(({ options: given }) => new Set(given).size === given.length, {
    path: ['options'],
    message: 'holds one twice',
  });

export const catalogRouter = router({
  createTag: permitted('tag.manage')
    .meta({ openapi: { method: 'POST', path: `${base}/etiquetas/`, tags, summary: 'Make a tag' } })
    .input(z.object({ name, color: color.default('grey') }))
    .output(byId)
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => createTag(trx, ctx.actor, input)),
    ),
  editTag: permitted('tag.manage')
    .meta({ openapi: { method: 'PATCH', path: `${base}/etiquetas/{id}/`, tags, summary: 'Rename or colour a tag' } })
    .input(byId.extend({ name, color }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => editTag(trx, ctx.actor, input));
      return {};
    }),
  removeTag: permitted('tag.manage')
    .meta({ openapi: { method: 'DELETE', path: `${base}/etiquetas/{id}/`, tags, summary: 'Take a tag away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeTag(trx, ctx.actor, input.id));
      return {};
    }),
  createField: permitted('customField.manage')
    .meta({ openapi: { method: 'POST', path: `${base}/campos/`, tags, summary: 'Make a field for contacts' } })
    .input(newField)
    .output(byId)
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => createField(trx, ctx.actor, input)),
    ),
  editField: permitted('customField.manage')
    .meta({
      openapi: {
        method: 'PATCH',
        path: `${base}/campos/{id}/`,
        tags,
        summary: 'Rename a field, or change what can be chosen',
      },
    })
    .input(byId.extend({ name, options: options.default([]) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => editField(trx, ctx.actor, input));
      return {};
    }),
  removeField: permitted('customField.manage')
    .meta({ openapi: { method: 'DELETE', path: `${base}/campos/{id}/`, tags, summary: 'Take a field away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeField(trx, ctx.actor, input.id));
      return {};
    }),
});
