import { text } from 'node:stream/consumers';
import { mailFileSchema, Refusal } from '@balcao/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Database, inCompany } from '../db/index.ts';
import type { MediaFiles } from './files.ts';
import { mediaToken, readMediaToken } from './links.ts';
import { contentOfMedia } from './store.ts';

/**
 * `GET /mail/{token}`: a mail as its sender made it up, by the link of its page file. A stranger wrote it: it was sanitised
 * when it came (channels/email/html.ts), and here it has no script, no form, no origin, and loads nothing but the pictures
 * that came with it. `?images=outside` loads the others too, which tells their sender that it was opened.
 */
export function serveMailPage(
  app: FastifyInstance,
  { database, files, secret }: { database: Database; files: MediaFiles; secret: Uint8Array },
): void {
  const params = z.object({ token: z.string() });
  const query = z.object({ images: z.literal('outside').optional().catch(undefined) });
  const mail = z.looseObject({ files: z.array(mailFileSchema) });
  app.get('/mail/:token', async (request, reply) => {
    const now = new Date();
    const { companyId, mediaId } = readMediaToken(secret, params.parse(request.params).token, now);
    const found = await inCompany(database, companyId, (trx) => contentOfMedia(trx, companyId, mediaId), {
      readOnly: true,
    });
    const parts = mail.safeParse(found?.content).data?.files ?? [];
    const page = parts.find((file) => file.mediaId === mediaId && file.role === 'page' && file.state === 'stored');
    const sizeBytes = page ? await files.size(companyId, mediaId) : null;
    if (!sizeBytes) throw new Refusal({ code: 'record.notFound', record: 'media', id: mediaId });
    const html = await text(await files.read(companyId, mediaId, { from: 0, to: sizeBytes - 1 }));
    const inline = parts.filter((file) => file.role === 'inline');
    const shown = html.replace(/\bsrc="cid:(\d+)"/g, (_whole, place: string) => {
      const file = inline[Number(place)];
      return file
        ? `src="/media/${mediaToken(secret, { companyId, mediaId: file.mediaId }, now).token}"`
        : 'src="data:,"';
    });
    const outside = query.parse(request.query).images ? ' https: http:' : '';
    reply.headers({
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${request.protocol}://${request.host} data:${outside}; sandbox allow-popups allow-popups-to-escape-sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'cache-control': 'private, no-store',
    });
    // White, whatever the reader's theme: mails are made up for paper.
    return reply
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><base target="_blank"><style>body{margin:16px;background:#fff;color:#111;font:15px/1.5 sans-serif}img{max-width:100%}</style></head><body>${shown}</body></html>`,
      );
  });
}
