import { createHash } from 'node:crypto';
import { writeCalendar } from '@balcao/calendar/icalendar';
import { Refusal } from '@balcao/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resourcesOf } from '../booking/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { addressLimit } from '../http/addressLimit.ts';
import { eventsIn } from './exportCalendar.ts';
import { feedByHash, noteRead } from './feedStore.ts';
import { companyOfToken, feedHash } from './feedToken.ts';

const DAY_MS = 86_400_000;
/** What a calendar that follows ours sees. Longer: files that phones fetch again and again. */
const PAST_DAYS = 60;
const AHEAD_DAYS = 400;
const MOST_APPOINTMENTS = 10_000;
/** Google reads an address some times a day whatever we say; Thunderbird asks as often as it is told here. */
const REFRESH_MINUTES = 30;
/** A write for every look would be a write for nothing. */
const NOTED_EVERY_MS = 10 * 60_000;

/**
 * `GET /agenda/feeds/{token}.ics`: a resource's calendar, for whoever has its private address (`webcal:` is http by another
 * name). Times, names and places; what staff wrote about an appointment stays inside.
 */
export function serveFeeds(app: FastifyInstance, { database }: { database: Database }): void {
  const limit = addressLimit({ burst: 120, perMs: 60_000 });
  const params = z.object({ file: z.string().max(200) });
  app.get('/agenda/feeds/:file', { exposeHeadRoute: true }, async (request, reply) => {
    const waitSeconds = limit.take(request.ip);
    if (waitSeconds !== null) throw new Refusal({ code: 'auth.tooManyAttempts', retryAfterSeconds: waitSeconds });
    const { file } = params.parse(request.params);
    const token = file.replace(/\.ics$/, '');
    const companyId = companyOfToken(token);
    const ics =
      companyId && (await inCompany(database, companyId, (trx) => calendarOf(trx, companyId, token, new Date())));
    if (!ics) throw new Refusal({ code: 'record.notFound', record: 'calendar', id: '' });
    const etag = `"${createHash('sha256').update(ics).digest('base64url').slice(0, 32)}"`;
    reply.headers({
      etag,
      'cache-control': 'private, no-cache',
      // Found by nobody who was not given it.
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="agenda.ics"')
      .send(ics);
  });
}

async function calendarOf(trx: Trx, companyId: string, token: string, now: Date): Promise<string | null> {
  const feed = await feedByHash(trx, companyId, feedHash(token));
  if (!feed) return null;
  if (feed.lastReadAt === null || now.getTime() - feed.lastReadAt.getTime() > NOTED_EVERY_MS) {
    await noteRead(trx, companyId, feed.id, now);
  }
  const resource = (await resourcesOf(trx, companyId)).find(({ id }) => id === feed.resourceId);
  if (!resource) return null;
  // From a midnight on, so that the same calendar is the same file all day.
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const wanted = {
    resourceId: resource.id,
    from: new Date(today - PAST_DAYS * DAY_MS),
    to: new Date(today + AHEAD_DAYS * DAY_MS),
    withCancelled: false,
    most: MOST_APPOINTMENTS,
  };
  const events = await eventsIn(trx, companyId, wanted, { withNotes: false });
  return writeCalendar({ name: resource.name, refreshMinutes: REFRESH_MINUTES, events });
}

/** RFC 9110, 13.1.2: any of a list, weak or not. */
const isKnown = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
