import { bareMime, Refusal } from '@balcao/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Database, inCompany } from '../db/index.ts';
import { type MediaFiles, thumbnailOf } from './files.ts';
import { readMediaToken } from './links.ts';
import { partOf } from './range.ts';
import { mediaById } from './store.ts';
import { THUMBNAIL_MIME } from './thumbnail.ts';

/**
 * What a browser may show in place. Everything else is a download: a customer can send HTML or SVG, and shown in place
 * it would run on our address. nosniff and a sandbox hold the same line a second and a third time (OWASP, file upload).
 */
const SHOWN_IN_PLACE =
  /^(image\/(jpeg|png|gif|webp|avif)|audio\/[\w.+-]+|video\/(mp4|webm|3gpp|quicktime)|application\/pdf)$/;
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'";

/** `GET /media/{token}`: the file behind a link, whole or in parts; `?size=small`: its smaller picture, where it has one. */
export function serveMedia(
  app: FastifyInstance,
  { database, files, secret }: { database: Database; files: MediaFiles; secret: Uint8Array },
): void {
  const params = z.object({ token: z.string() });
  const query = z.object({ size: z.literal('small').optional().catch(undefined) });
  app.get('/media/:token', { exposeHeadRoute: true }, async (request, reply) => {
    const now = new Date();
    const { companyId, mediaId, expiresAt } = readMediaToken(secret, params.parse(request.params).token, now);
    const media = await inCompany(database, companyId, (trx) => mediaById(trx, companyId, mediaId), { readOnly: true });
    const isSmall = media?.hasThumbnail === true && query.parse(request.query).size === 'small';
    const name = isSmall ? thumbnailOf(mediaId) : mediaId;
    const sizeBytes = media?.state === 'stored' ? await files.size(companyId, name) : null;
    if (!media || sizeBytes === null) throw new Refusal({ code: 'record.notFound', record: 'media', id: mediaId });

    const mime = isSmall ? THUMBNAIL_MIME : bareMime(media.mime);
    const shown = SHOWN_IN_PLACE.test(mime);
    reply.headers({
      'content-type': shown ? mime : 'application/octet-stream',
      'content-disposition': disposition(shown ? 'inline' : 'attachment', media.fileName),
      'content-security-policy': FILE_POLICY,
      // An image in the desktop's page (app://balcao) asks without an Origin; who may see it was settled with the link.
      'cross-origin-resource-policy': 'cross-origin',
      'accept-ranges': 'bytes',
      // Private: a proxy must not keep a person's picture; the address itself ends anyway.
      'cache-control': `private, max-age=${Math.floor((expiresAt.getTime() - now.getTime()) / 1000)}, immutable`,
    });
    const part = partOf(request.headers.range, sizeBytes);
    if (part.kind === 'outside') return reply.code(416).header('content-range', `bytes */${sizeBytes}`).send();
    const range = part.kind === 'whole' ? { from: 0, to: sizeBytes - 1 } : part;
    if (part.kind === 'part') reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${sizeBytes}`);
    reply.header('content-length', range.to - range.from + 1);
    if (sizeBytes === 0) return reply.send('');
    return reply.send(await files.read(companyId, name, range));
  });
}

/** RFC 6266: a plain name for old readers, the real one beside it. */
function disposition(kind: 'inline' | 'attachment', fileName: string | null): string {
  if (!fileName) return kind;
  const plain = fileName.replace(/[^\w.() -]/g, '_').slice(-100);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, escapeByte)}`;
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
