import { readCalendar, slicesOf } from '@balcao/calendar/icalendar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStatus, moveAppointment } from '../booking/index.ts';
import { SUNDAY, testAgenda, ZONE } from '../booking/testAgenda.ts';
import { type TestDatabase, type TestServer, testDatabase, testServer } from '../testing/index.ts';
import { exportCalendar } from './exportCalendar.ts';
import { makeFeed, revokeFeed } from './feeds.ts';
import { type ImportWish, importEvents } from './importEvents.ts';
import { serveFeeds } from './serveFeeds.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database, mount: async (app) => serveFeeds(app, { database }) });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
});

const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, start: string, ...lines: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20310101T000000Z',
    `DTSTART;TZID=${ZONE}:${start}`,
    'DURATION:PT30M',
    `SUMMARY:${uid}`,
    ...lines,
    'END:VEVENT',
  ].join('\r\n');

async function agenda() {
  const desk = await testAgenda(database);
  const take = (ics: string, wish: Partial<ImportWish> = {}, apply = true) =>
    desk.inside((trx) =>
      importEvents(
        trx,
        desk.receptionist,
        { ics, typeId: desk.typeId, resourceId: desk.one, withPast: false, ...wish },
        { now: SUNDAY, apply },
      ),
    );
  return {
    ...desk,
    take,
    outcomes: async (...given: Parameters<typeof take>) =>
      (await take(...given)).events.map(({ uid, outcome }) => [uid, outcome]),
    standing: () =>
      database.asOwner<{ id: string; title: string; status: string; at: string }>(
        `select id, title, status, to_char(starts_at at time zone $2, 'MM-DD HH24:MI') as at
         from appointment where company_id = $1 order by starts_at, title`,
        [desk.companyId, ZONE],
      ),
    whole: () =>
      desk.inside((trx) =>
        exportCalendar(trx, desk.admin, { kind: 'range', from: new Date('2031-01-01'), to: new Date('2033-01-01') }),
      ),
  };
}

test('BOOK-16 a file is tried first, taken once, brought up to date by a newer one, and never turned back by an older', async () => {
  const { take, outcomes, standing } = await agenda();
  const ics = file(
    event('a', '20311124T090000', 'SEQUENCE:3'),
    event('b', '20311124T100000'),
    event('gone', '20311120T100000'),
  );
  expect(await outcomes(ics, {}, false)).toEqual([
    ['a', 'new'],
    ['b', 'new'],
    ['gone', 'past'],
  ]);
  expect(await standing()).toEqual([]);
  await take(ics);
  expect(await outcomes(ics)).toEqual([
    ['a', 'same'],
    ['b', 'same'],
    ['gone', 'past'],
  ]);
  const newer = file(
    event('a', '20311124T110000', 'SEQUENCE:4'),
    event('b', '20311124T100000', 'STATUS:CANCELLED', 'SEQUENCE:1'),
  );
  expect(await outcomes(newer)).toEqual([
    ['a', 'changed'],
    ['b', 'changed'],
  ]);
  expect(await outcomes(ics)).toEqual([
    ['a', 'older'],
    ['b', 'older'],
    ['gone', 'past'],
  ]);
  expect((await standing()).map(({ title, status, at }) => [title, status, at])).toEqual([
    ['b', 'cancelled', '11-24 10:00'],
    ['a', 'scheduled', '11-24 11:00'],
  ]);
});

test('BOOK-16 a time that is taken comes as a conflict to be decided; one that cannot be is refused alone', async () => {
  const { take, book, slot, standing } = await agenda();
  await book(slot(2));
  const long = event('long', '20311126T090000').replace('PT30M', 'P8D');
  const { events } = await take(file(event('x', '20311124T090000'), long, event('y', '20311124T120000')));
  expect(events.map(({ uid, outcome, problem }) => [uid, outcome, problem?.code])).toEqual([
    ['x', 'conflict', undefined],
    ['long', 'refused', 'appointment.badTime'],
    ['y', 'new', undefined],
  ]);
  expect((await standing()).map(({ title, status }) => [title, status])).toEqual([
    ['Contato de teste', 'scheduled'],
    ['x', 'conflict'],
    ['y', 'scheduled'],
  ]);
});

test('BOOK-16 a series takes its places, its moved time its own, and goes out as the event that it came as', async () => {
  const { take, standing, whole, inside, receptionist, one } = await agenda();
  const ics = file(
    event(
      'weekly',
      '20311124T090000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      `EXDATE;TZID=${ZONE}:20311208T090000`,
      'X-OWN:kept',
    ),
    event('weekly', '20311201T150000', `RECURRENCE-ID;TZID=${ZONE}:20311201T090000`),
  );
  await take(ics);
  const times = async () => (await standing()).filter(({ status }) => status !== 'cancelled').map(({ at }) => at);
  expect(await times()).toEqual(['11-24 09:00', '12-01 15:00', '12-15 09:00']);
  const read = async () => readCalendar((await whole()).ics, { zone: ZONE })?.events ?? [];
  const [master, moved, ...others] = await read();
  expect(others).toEqual([]);
  expect((await whole()).ics).toContain('X-OWN:kept');
  expect([master?.uid, master?.exceptions.length, moved?.uid]).toEqual(['weekly', 1, 'weekly']);
  expect(moved?.recurrence).toBe(Date.parse('2031-12-01T09:00:00-03:00'));

  // Here one is cancelled and one moved; then the file says half past nine of all.
  const rows = await standing();
  const at = Date.parse('2031-12-15T10:00:00-03:00');
  await inside(async (trx) => {
    await changeStatus(trx, receptionist, { id: rows[0]?.id ?? '', move: 'cancel' }, SUNDAY);
    const slot = { from: at, to: at + 1_800_000, zone: ZONE, resourceIds: [one] };
    await moveAppointment(trx, receptionist, { id: rows[2]?.id ?? '', slot }, { now: SUNDAY });
  });
  expect((await read()).map(({ recurrence, exceptions }) => [recurrence !== null, exceptions.length])).toEqual([
    [false, 2],
    [true, 0],
    [true, 0],
  ]);
  await take(
    ics
      .replaceAll('T090000\r\nDURATION', 'T093000\r\nDURATION')
      .replace('SUMMARY:weekly', 'SEQUENCE:1\r\nSUMMARY:weekly'),
  );
  expect(await times()).toEqual(['11-24 09:30', '12-01 09:30', '12-01 15:00', '12-08 09:30', '12-15 09:30']);
});

test('BOOK-16 a rule without an end is one block, or a year of appointments', async () => {
  const { take, standing, whole, companyId } = await agenda();
  const ics = file(event('endless', '20311124T090000', 'RRULE:FREQ=WEEKLY', `EXDATE;TZID=${ZONE}:20311201T090000`));
  await take(ics, { typeId: null });
  const [block] = await database.asOwner('select rrule, reason, exceptions from calendar_block where company_id = $1', [
    companyId,
  ]);
  expect(block).toMatchObject({ rrule: 'FREQ=WEEKLY', reason: 'endless' });
  expect((await whole()).ics).toContain('RRULE:FREQ=WEEKLY\r\n');
  await take(ics.replace('UID:endless', 'UID:other').replace('T090000\r\nDURATION', 'T100000\r\nDURATION'));
  expect((await standing()).length).toBe(53);
});

test('BOOK-16 a resource’s private address is read without signing in, until it is revoked; it holds no notes of the staff', async () => {
  const { admin, inside, book, slot, one, two } = await agenda();
  const keys = server.config.credentialKeys;
  // The feed shows what is near; the agenda of these tests is years ahead.
  const soon = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000;
  await book({ ...slot(0), from: soon, to: soon + 1_800_000 }, { title: 'Contato de teste 07', notes: 'segredo' });
  await book({ ...slot(0, [two]), from: soon, to: soon + 1_800_000 }, { title: 'Contato de teste 08' });
  const { path } = await inside((trx) => makeFeed(trx, admin, keys, { resourceId: one }));
  const get = (headers: Record<string, string> = {}, url = path) => server.app.inject({ method: 'GET', url, headers });
  const answer = await get();
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.body).toContain('SUMMARY:Contato de teste 07');
  expect(answer.body).not.toMatch(/Contato de teste 08|segredo/);
  const etag = String(answer.headers.etag);
  expect((await get({ 'if-none-match': `"other", W/${etag}` })).statusCode).toBe(304);
  await book({ ...slot(0), from: soon + 3_600_000, to: soon + 5_400_000 });
  expect((await get({ 'if-none-match': etag })).statusCode).toBe(200);

  const second = await inside((trx) => makeFeed(trx, admin, keys, { resourceId: one }));
  expect((await get()).statusCode).toBe(404);
  expect((await get({}, second.path)).statusCode).toBe(200);
  // The same secret under another company's name opens nothing.
  const foreign = await agenda();
  const theirs = await foreign.inside((trx) => makeFeed(trx, foreign.admin, keys, { resourceId: foreign.one }));
  const mixed = `${theirs.path.slice(0, 35)}${second.path.slice(35)}`;
  expect((await get({}, mixed)).statusCode).toBe(404);
  for (const url of ['/agenda/feeds/x.ics', `/agenda/feeds/${'a'.repeat(64)}.ics`])
    expect((await get({}, url)).statusCode).toBe(404);
  await inside((trx) => revokeFeed(trx, admin, { resourceId: one }));
  expect((await get({}, second.path)).statusCode).toBe(404);
});

test('BOOK-16 10,000 events go in by parts, and a file that is none is refused', async () => {
  const { take, companyId } = await agenda();
  const body = Array.from({ length: 10_000 }, (_, n) => event(`bulk-${n}`, '20311124T090000'));
  const slices = slicesOf(file(...body))?.slices ?? [];
  expect(slices.length).toBe(100);
  const [first] = slices;
  // All want one time: the first has it, and for the others no time is searched; consoles do when somebody decides.
  const { events } = await take(first?.ics ?? '');
  expect(Map.groupBy(events, ({ outcome }) => outcome)).toHaveProperty('size', 2);
  expect(events.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(99);
  const sought = await database.asOwner(
    `select id from appointment where company_id = $1 and jsonb_array_length(conflict -> 'alternatives') > 0`,
    [companyId],
  );
  expect(sought).toEqual([]);
  await expect(take('Nome;Telefone')).rejects.toThrow('calendar.notCalendar');
});
