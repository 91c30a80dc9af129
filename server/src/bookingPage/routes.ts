import { demandQualified, Refusal } from '@balcao/domain';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/index.ts';
import { addressLimit } from '../http/addressLimit.ts';
import { admit, parsed } from '../http/publicFace.ts';
import { aboutPage } from './about.ts';
import { bookedFace } from './bookedFace.ts';
import { bookFromPage, bookingWish, holdFromPage, holdWish, releaseFromPage, releaseWish } from './bookFromPage.ts';
import { serveManaging } from './manageRoutes.ts';
import { offeredTimes, timesQuery } from './offered.ts';
import { servePageFiles } from './pageFiles.ts';
import { onPage, pageAddress } from './pages.ts';
import { countVisit, pageJourney } from './visits.ts';

const MINUTE_MS = 60_000;
const PATH = '/agendar/:company/:type';

export type BookingPageOptions = {
  database: Database;
  /** Signs links to single appointments. */
  secret: Uint8Array;
  /** The built page, `apps/booking/dist`. */
  folder: string;
};

/**
 * The public booking page (BOOK-24). Nobody is signed in: it tells nothing but what is offered, changes nothing but what it
 * made, and is limited by address (PLAT-06).
 */
export function serveBookingPage(app: FastifyInstance, options: BookingPageOptions): void {
  const { database, secret, folder } = options;
  // A household or an office shares an address; each hold keeps a time from everybody else.
  const limits = {
    read: addressLimit({ burst: 120, perMs: MINUTE_MS }),
    hold: addressLimit({ burst: 20, perMs: 10 * MINUTE_MS }),
    book: addressLimit({ burst: 10, perMs: 10 * MINUTE_MS }),
  };
  servePageFiles(app, folder);
  serveManaging(app, options);

  app.get(`${PATH}/about`, async (request) => {
    admit(limits.read, request);
    return onPage(database, parsed(pageAddress, request.params), aboutPage, { readOnly: true });
  });

  app.get(`${PATH}/times`, async (request) => {
    admit(limits.read, request);
    const query = parsed(timesQuery, request.query);
    const { times, refused, companyId, typeId } = await onPage(
      database,
      parsed(pageAddress, request.params),
      async (trx, { companyId, type }) => {
        const refused = refusalOf(() => demandQualified(type.settings.questions, query.answers));
        const times = refused ? [] : await offeredTimes(trx, companyId, type, query, { now: new Date() });
        return { times, refused, companyId, typeId: type.id };
      },
      { readOnly: true },
    );
    if (query.visit !== undefined) {
      const journey = pageJourney(companyId, typeId, query.visit);
      const turnedAway = refused?.problem.code === 'appointment.notQualified';
      const asked = { companyId, typeId, journey, isOffered: times.length > 0, turnedAway };
      await countVisit(database, request.log, asked);
    }
    if (refused) throw refused;
    return { times };
  });

  app.post(`${PATH}/hold`, async (request) => {
    admit(limits.hold, request);
    const wish = parsed(holdWish, request.body);
    return onPage(database, parsed(pageAddress, request.params), (trx, page) =>
      holdFromPage(trx, page, wish, new Date()),
    );
  });

  app.post(`${PATH}/release`, async (request, reply) => {
    admit(limits.read, request);
    const { keys } = parsed(releaseWish, request.body);
    await onPage(database, parsed(pageAddress, request.params), (trx, page) => releaseFromPage(trx, page, keys));
    return reply.code(204).send();
  });

  app.post(`${PATH}/book`, async (request) => {
    admit(limits.book, request);
    const wish = parsed(bookingWish, request.body);
    return onPage(database, parsed(pageAddress, request.params), async (trx, page) => {
      const booked = await bookFromPage(trx, page, wish, new Date());
      return bookedFace(secret, page.companyId, booked);
    });
  });
}

/** What work refuses, to note it before it is said. */
function refusalOf(work: () => void): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
