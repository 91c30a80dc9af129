/**
 * Files of contacts, as bytes: an import's file in, an export out. Beside the procedures, since neither fits a JSON
 * body; the rest of an import is procedures (router.ts).
 */
import { Readable } from 'node:stream';
import { LANGUAGES, may, type Permission, Refusal } from '@balcao/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, demandScope, type Sessions } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { bearerOf } from '../http/context.ts';
import { invalidInput } from '../http/problems.ts';
import { exportBadRows, exportContacts } from './exportContacts.ts';
import { openImport, theImport } from './importContacts.ts';
import { contactFilter } from './listContacts.ts';
import { readImportFile } from './readImportFile.ts';

/** Bytes. 100,000 lines of ten cells are about 12 MB. */
const FILE_LIMIT_BYTES = 48 * 1024 * 1024;
const PATH = '/files/contacts';
/** Whose words the file is in. */
const reader = z.object({ language: z.enum(LANGUAGES).default('en') });

export function serveContactFiles(
  app: FastifyInstance,
  { database, sessions }: { database: Database; sessions: Sessions },
): void {
  async function permittedActor(request: FastifyRequest, permission: Permission): Promise<Actor> {
    const caller = await sessions.identify(bearerOf(request));
    demandScope(caller, permission === 'contact.import' ? 'contacts:write' : 'contacts:read');
    const { actor } = caller;
    request.companyId = actor.companyId;
    request.userId = actor.userId;
    if (!may(actor.role, permission)) throw new Refusal({ code: 'auth.notPermitted', permission });
    return actor;
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: 'POST',
      url: `${PATH}/import`,
      bodyLimit: FILE_LIMIT_BYTES,
      // Before the body is read: who may not import sends nothing.
      onRequest: async (request) => void (await permittedActor(request, 'contact.import')),
      handler: async (request) => {
        const actor = await permittedActor(request, 'contact.import');
        const { name } = asked(z.object({ name: z.string().default('') }), request.query);
        const table = await readImportFile(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
        return inCompany(database, actor.companyId, (trx) => openImport(trx, actor, { fileName: name, table }));
      },
    });
  });

  app.get(`${PATH}/export.csv`, async (request, reply) => {
    const actor = await permittedActor(request, 'contact.export');
    const { language, ...filter } = asked(contactFilter.extend(reader.shape), request.query);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="contacts.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(exportContacts(database, actor, filter, language)));
  });

  app.get(`${PATH}/imports/:id/problems.csv`, async (request, reply) => {
    const actor = await permittedActor(request, 'contact.import');
    const { id } = asked(z.object({ id: z.uuid() }), request.params);
    const { language } = asked(reader, request.query);
    await inCompany(database, actor.companyId, (trx) => theImport(trx, actor, id));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="problems.csv"')
      .header('cache-control', 'no-store')
      .send(Readable.from(exportBadRows(database, actor, id, language)));
  });
}

function asked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal(invalidInput(read.error));
}
