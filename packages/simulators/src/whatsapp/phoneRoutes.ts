import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ControlError } from '../control.ts';
import type { Happening } from './feed.ts';
import type { Platform } from './platform.ts';

const holdsSchema = z.object({ holds: z.string().default('') });

/** What the phone page needs: how things stand, what happens, and the files in messages. */
export async function phoneRoutes(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  app.get('/phone', async () => {
    const { people, chats } = platform.world;
    return {
      numbers: platform.accounts.all().map(({ phoneNumberId, displayPhoneNumber, verifiedName }) => ({
        phoneNumberId,
        displayPhoneNumber,
        verifiedName,
      })),
      people: people.all(),
      deliveries: platform.feed.deliveries(),
      messages: chats.all().flatMap((chat) => chat.messages),
    };
  });

  /** Server-sent events. `holds`: keys of the people whose phone this page has in hand, separated by commas. */
  app.get('/events', async (request, reply) => {
    const { holds } = holdsSchema.parse(request.query);
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const write = (happening: Happening | { kind: 'hello' }) =>
      reply.raw.write(`data: ${JSON.stringify(happening)}\n\n`);
    write({ kind: 'hello' });
    const forget = platform.feed.listen(write, holds.split(',').filter(Boolean));
    const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), 20_000);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      forget();
    });
  });

  app.get<{ Params: { id: string } }>('/media/:id', async (request, reply) => {
    const media = platform.world.media.find(request.params.id);
    if (!media) throw new ControlError(404, `no file ${request.params.id}`);
    reply.type(media.mime).headers({ 'cache-control': 'private, max-age=3600', 'accept-ranges': 'bytes' });
    // Without ranges a browser knows neither the length of a voice note nor how to go back in it.
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (!range) return reply.send(media.bytes);
    const size = media.bytes.length;
    const start = Number(range[1]);
    const end = Math.min(range[2] ? Number(range[2]) : size - 1, size - 1);
    if (start > end) return reply.code(416).header('content-range', `bytes */${size}`).send();
    return reply
      .code(206)
      .header('content-range', `bytes ${start}-${end}/${size}`)
      .send(media.bytes.subarray(start, end + 1));
  });
}
