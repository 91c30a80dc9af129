import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Platform } from '../platform.ts';
import { authorised, type ByPath, bearer, struckBefore, VERSION } from './calls.ts';
import { GraphError, noSuchObject } from './errors.ts';
import { checkUpload, KEPT_UPLOAD_MS, type StoredMedia } from './media.ts';

/** Where a file's bytes are, as on Meta's own host. */
export const ATTACHMENTS = '/whatsapp_business/attachments/';

/** Upload, address, download. An address lives 5 minutes and needs the token; the id lives longer. */
export async function mediaRoutes(app: FastifyInstance, platform: Platform): Promise<void> {
  app.post<ByPath>(`${VERSION}/:id/media`, async (request, reply) => {
    const account = authorised(platform, request, request.params.id, 'post');
    if ((await struckBefore(platform, 'media', reply)) === 'cut') return reply;
    const file = await uploaded(request);
    checkUpload(file.mime, file.bytes.length);
    const { id } = platform.world.media.put({
      ...file,
      phoneNumberId: account.phoneNumberId,
      keptMs: KEPT_UPLOAD_MS,
    });
    return { id };
  });

  app.get<ByPath>(ATTACHMENTS, async (request, reply) => {
    const token = bearer(platform, request);
    const struck = await struckBefore(platform, 'media', reply);
    if (struck === 'cut') return reply;
    const media = platform.world.media.open(request.query);
    if (!media || !mayOpen(platform, media, token)) {
      return reply.code(404).type('text/html').send('<html><body>URL signature expired or mismatch</body></html>');
    }
    if (struck.drop) {
      // Half of the bytes under the whole length, then nothing: the caller must notice that the file is incomplete.
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': media.mime, 'content-length': media.bytes.length });
      reply.raw.write(media.bytes.subarray(0, Math.floor(media.bytes.length / 2)), () => reply.raw.destroy());
      return reply;
    }
    return reply.type(media.mime).send(media.bytes);
  });

  app.delete<ByPath>(`${VERSION}/:id`, async (request, reply) => {
    const token = bearer(platform, request);
    if ((await struckBefore(platform, 'media', reply)) === 'cut') return reply;
    const media = platform.world.media.find(request.params.id);
    if (!media || !mayOpen(platform, media, token)) throw noSuchObject(request.params.id, 'delete');
    platform.world.media.remove(media.id);
    return { success: true };
  });
}

/** The answer to `GET /{version}/{media-id}`. */
export function mediaNode(platform: Platform, media: StoredMedia, origin: string) {
  return {
    messaging_product: 'whatsapp',
    url: `${origin}${ATTACHMENTS}?${platform.world.media.addressQuery(media)}`,
    mime_type: media.mime,
    sha256: media.sha256,
    file_size: media.bytes.length,
    id: media.id,
  };
}

export const mayOpen = (platform: Platform, media: StoredMedia, token: string) =>
  platform.accounts.find(media.phoneNumberId)?.accessToken === token;

async function uploaded(request: FastifyRequest): Promise<{ mime: string; fileName: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new GraphError(100, { title: 'The parameter file is required.' });
  const fields = new Map<string, string>();
  let file: { mime: string; fileName: string; bytes: Buffer } | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else file = { mime: part.mimetype, fileName: part.filename, bytes: await part.toBuffer() };
  }
  if (fields.get('messaging_product') !== 'whatsapp') {
    throw new GraphError(100, { title: 'The parameter messaging_product is required.' });
  }
  if (!file) throw new GraphError(100, { title: 'The parameter file is required.' });
  return { ...file, mime: fields.get('type') ?? file.mime };
}
