/**
 * Files come from consoles by tus 1.0.0 (https://tus.io/protocols/resumable-upload): in pieces, and after a cut or a
 * restart from where they stopped. Pieces wait in `uploads/` of the data folder: with several servers behind one
 * address, that folder is shared or the address sticks to a server (docs/running.md).
 */
import { join } from 'node:path';
import { may, Refusal, UPLOAD_LIMIT_BYTES } from '@balcao/domain';
import { FileStore } from '@tus/file-store';
import { type ServerOptions, Server as TusServer } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, demandScope, type Sessions } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import { bearerOf } from '../http/context.ts';
import { problemDocument, problemOf } from '../http/problems.ts';
import type { Log } from '../logging.ts';
import type { MediaFiles } from './files.ts';
import { finishUpload } from './finishUpload.ts';
import { mediaById } from './store.ts';
import { readUploadWish, wishOf } from './uploadWish.ts';

const PATH = '/uploads';
/** A laptop may sleep over a long weekend in the middle of a film. */
const UNFINISHED_KEPT_MS = 5 * 24 * 60 * 60 * 1000;

export type UploadsOptions = {
  database: Database;
  files: MediaFiles;
  dataDir: string;
  log: Log;
};

export type Uploads = {
  /** `POST /uploads`, `HEAD|PATCH|DELETE /uploads/{id}`, for users who may answer. */
  serve(app: FastifyInstance, sessions: Sessions): void;
  /** Removes what nobody went on sending; returns how many. */
  sweep(): Promise<number>;
};

export function createUploads(options: UploadsOptions): Uploads {
  const tus = tusServer(options);
  return {
    serve: (app, sessions) => serve(app, tus, sessions, options.database),
    sweep: () => tus.cleanUpExpiredUploads(),
  };
}

function serve(app: FastifyInstance, tus: TusServer, sessions: Sessions, database: Database): void {
  // tus reads the body itself.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const caller = await sessions.identify(bearerOf(request));
    demandScope(caller, 'conversations:write');
    const { actor } = caller;
    request.companyId = actor.companyId;
    request.userId = actor.userId;
    if (!may(actor.role, 'conversation.reply')) {
      throw new Refusal({ code: 'auth.notPermitted', permission: 'conversation.reply' });
    }
    await admit(request, actor, database);
    owners.set(request.raw, ownerOf(actor));
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    await tus.handle(request.raw, reply.raw);
  };
  app.route({ method: 'POST', url: PATH, handler: answer });
  app.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${PATH}/*`, exposeHeadRoute: false, handler: answer });
}

type ServerRequest = Parameters<NonNullable<ServerOptions['namingFunction']>>[0];

/** Whose request it is: tus names the upload after it. */
const owners = new WeakMap<object, string>();
const ownerOf = ({ companyId, userId }: Actor) => `${companyId}.${userId}`;

function ownerOfRequest(request: ServerRequest): string {
  const owner = request.runtime?.node && owners.get(request.runtime.node.req);
  if (!owner) throw new Error('An upload came past the door.');
  return owner;
}

/** Before tus sees it: a new upload that says what it is, or one of one's own. */
async function admit(request: FastifyRequest, actor: Actor, database: Database): Promise<void> {
  if (request.method !== 'POST') {
    const id = request.url.slice(PATH.length + 1);
    if (!id.startsWith(`${ownerOf(actor)}.`)) throw new Refusal({ code: 'record.notFound', record: 'upload', id });
    return;
  }
  const { mediaId } = readUploadWish(text(request, 'upload-metadata'), text(request, 'upload-length'));
  const { companyId } = actor;
  const there = await inCompany(database, companyId, (trx) => mediaById(trx, companyId, mediaId), { readOnly: true });
  if (there) throw new Refusal({ code: 'media.alreadyThere', mediaId });
}

function tusServer({ database, files, dataDir, log }: UploadsOptions): TusServer {
  const directory = join(dataDir, 'uploads');
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: UNFINISHED_KEPT_MS });
  return new TusServer({
    path: PATH,
    datastore: store,
    maxSize: UPLOAD_LIMIT_BYTES,
    relativeLocation: true,
    // Which pages may ask is settled by http/security.ts, for all faces alike.
    allowedOrigins: [],
    namingFunction: (request, metadata) => `${ownerOfRequest(request)}.${wishOf(metadata).mediaId}`,
    async onUploadFinish(_request, upload) {
      const [companyId = '', userId = ''] = upload.id.split('.');
      const wish = wishOf(upload.metadata);
      try {
        await finishUpload({ database, files }, { companyId, userId }, wish, store.read(upload.id));
      } catch (error) {
        const problem = problemOf(error);
        // A fault of ours: the pieces stay, and the next attempt finishes.
        if (!problem) throw error;
        await store.remove(upload.id);
        const document = problemDocument(problem, upload.id);
        throw Object.assign(error as Error, { status_code: document.status, body: JSON.stringify(document) });
      }
      await store.remove(upload.id);
      log.info({ company: companyId, media: wish.mediaId, bytes: upload.size }, 'file uploaded');
      return {};
    },
    onResponseError(_request, error) {
      if (error instanceof Error) log.error({ err: error }, 'an upload failed');
      return undefined;
    },
  });
}

function text(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
