import { CUSTOM_FIELD_KINDS, IMPORT_STATES, importTarget } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { cancelImport, openImport, previewImport, startImport, theImport } from './importContacts.ts';
import { rowProblems } from './importPlan.ts';
import { badRows } from './importStore.ts';
import { readImportFile } from './readImportFile.ts';

const tags = ['contacts'];
const path = '/central-atendimento/contatos/importar/';
const importInput = z.object({ importId: z.uuid() });

/** Imports of contacts (INB-13). Files over 1 MB come as bytes to `POST /files/contacts/import`; see files.ts. */
export const importsRouter = router({
  openImport: permitted('contact.import')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Hand over a file of contacts: CSV or vCard' } })
    .input(z.object({ fileName: z.string().max(200), content: z.base64() }))
    .output(z.object({ importId: z.uuid() }))
    .mutation(async ({ ctx, input: { fileName, content } }) => {
      const table = await readImportFile(Buffer.from(content, 'base64'));
      return inCompany(ctx.database, ctx.actor.companyId, (trx) => openImport(trx, ctx.actor, { fileName, table }));
    }),

  previewImport: permitted('contact.import')
    .meta({
      openapi: {
        method: 'GET',
        path: `${path}{importId}/`,
        tags,
        summary: 'What a file holds, and how it will be read',
      },
    })
    .input(importInput)
    .output(
      z.object({
        fileName: z.string(),
        state: z.enum(IMPORT_STATES),
        total: z.int(),
        columns: z.array(z.string()),
        mapping: z.array(importTarget),
        country: z.string(),
        sample: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
        fields: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            fieldKind: z.enum(CUSTOM_FIELD_KINDS),
            options: z.array(z.string()).readonly(),
          }),
        ),
      }),
    )
    .query(({ ctx, input: { importId } }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => previewImport(trx, ctx.actor, importId)),
    ),

  startImport: permitted('contact.import')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{importId}/iniciar/`,
        tags,
        summary: 'Say what the columns mean, and begin',
      },
    })
    .input(importInput.extend({ mapping: z.array(importTarget).max(100), country: z.string().max(2).default('') }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => startImport(trx, ctx.actor, input));
      return {};
    }),

  cancelImport: permitted('contact.import')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{importId}/cancelar/`,
        tags,
        summary: 'Stop an import; what is through stays',
      },
    })
    .input(importInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { importId } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => cancelImport(trx, ctx.actor, importId));
      return {};
    }),

  importProblems: permitted('contact.import')
    .meta({
      openapi: {
        method: 'GET',
        path: `${path}{importId}/problemas/`,
        tags,
        summary: 'The lines that were left out, and why',
      },
    })
    .input(importInput.extend({ after: z.coerce.number().int().min(0).default(0) }))
    .output(
      z.object({
        items: z.array(z.object({ n: z.int(), line: z.int(), cells: z.array(z.string()), problems: rowProblems })),
      }),
    )
    .query(({ ctx, input: { importId, after } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        await theImport(trx, ctx.actor, importId);
        const rows = await badRows(trx, ctx.actor.companyId, importId, after, 100);
        return { items: rows.map((row) => ({ ...row, problems: rowProblems.parse(row.problems) })) };
      }),
    ),
});
