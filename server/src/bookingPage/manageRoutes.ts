import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addressLimit } from '../http/addressLimit.ts';
import { admit, parsed } from '../http/publicFace.ts';
import { cancelByLink, linkJourney, managedFace, moveByLink, onLink } from './manage.ts';
import { offeredTimes, timesQuery } from './offered.ts';
import type { BookingPageOptions } from './routes.ts';
import { countVisit, visitName } from './visits.ts';

const MINUTE_MS = 60_000;
const linkOf = (params: unknown): string => parsed(z.object({ token: z.string().max(100) }), params).token;

/** What the link to one appointment opens (BOOK-20). Whoever has it is believed, and limited by address (PLAT-06). */
export function serveManaging(app: FastifyInstance, { database, secret }: BookingPageOptions): void {
  const limits = {
    read: addressLimit({ burst: 120, perMs: MINUTE_MS }),
    change: addressLimit({ burst: 20, perMs: 10 * MINUTE_MS }),
  };
  const ground = { database, secret };

  app.get('/a/:token/about', async (request) => {
    admit(limits.read, request);
    return onLink(ground, linkOf(request.params), (trx, linked) => managedFace(trx, secret, linked), {
      readOnly: true,
    });
  });

  app.get('/a/:token/times', async (request) => {
    admit(limits.read, request);
    const query = parsed(timesQuery, request.query);
    const { times, linked } = await onLink(
      ground,
      linkOf(request.params),
      async (trx, linked) => {
        const { companyId, type, appointment } = linked;
        const around = { now: new Date(), except: appointment.id };
        return { times: await offeredTimes(trx, companyId, type, query, around), linked };
      },
      { readOnly: true },
    );
    if (query.visit !== undefined) {
      const journey = linkJourney(linked, query.visit);
      const { companyId, type } = linked;
      await countVisit(database, request.log, { companyId, typeId: type.id, journey, isOffered: times.length > 0 });
    }
    return { times };
  });

  app.post('/a/:token/cancel', async (request) => {
    admit(limits.change, request);
    const { reason } = parsed(z.object({ reason: z.string().trim().max(500).default('') }), request.body);
    return onLink(ground, linkOf(request.params), async (trx, linked) =>
      managedFace(trx, secret, await cancelByLink(trx, linked, reason)),
    );
  });

  app.post('/a/:token/move', async (request) => {
    admit(limits.change, request);
    const wish = parsed(z.object({ from: z.int().min(0).max(9_999_999_999_999), visit: visitName }), request.body);
    return onLink(ground, linkOf(request.params), async (trx, linked) =>
      managedFace(trx, secret, await moveByLink(trx, linked, wish, new Date())),
    );
  });
}
