import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { timesOf } from '../blocks.ts';
import { CALENDARS, type CalendarName } from '../testing/calendars.ts';
import { type CalendarEvent, type CalendarFile, readCalendar, seriesEvents, slicesOf, writeCalendar } from './index.ts';
import { folded, unfolded } from './lines.ts';

const SAO_PAULO = 'America/Sao_Paulo';
const NAMES = ['rfc5545-conference', 'rfc5545-meeting', 'rfc5545-others', 'outlook', 'google', 'broken'] as const;
const octets = (text: string): number => encodeURIComponent(text).replace(/%../g, '%').length;

function read(text: string, zone = SAO_PAULO): CalendarFile {
  const file = readCalendar(text, { zone });
  if (!file) throw new Error('no calendar in it');
  return file;
}
const eventIn = (name: CalendarName, uid: string): CalendarEvent => {
  const found = read(CALENDARS[name]).events.find((event) => event.uid === uid);
  if (!found) throw new Error(`${uid} is not in ${name}`);
  return found;
};
const at = (iso: string) => Date.parse(iso);

/** One event a file, and lines between. */
const fileOf = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
const single = (...lines: string[]) => {
  const { events, bad } = read(fileOf(...lines));
  return events[0] ?? bad[0]?.reason;
};

test('the examples of RFC 5545, 4, are read as they are meant', () => {
  expect(eventIn('rfc5545-conference', 'uid1@example.com')).toMatchObject({
    from: at('1996-09-18T14:30:00Z'),
    to: at('1996-09-20T22:00:00Z'),
    status: 'confirmed',
    title: 'Networld+Interop Conference',
    description: 'Networld+Interop Conference and Exhibit\nAtlanta World Congress Center\nAtlanta, Georgia',
    organizer: { address: 'jsmith@example.com', name: '' },
  });
  expect(eventIn('rfc5545-meeting', 'guid-1.example.com')).toMatchObject({
    from: at('1998-03-12T08:30:00-05:00'),
    to: at('1998-03-12T09:30:00-05:00'),
    zone: 'America/New_York',
    place: '1CP Conference Room 4350',
    attendees: [{ address: 'employee-a@example.com', answer: 'needs-action' }],
  });
  const { events, others } = read(CALENDARS['rfc5545-others']);
  expect([events.length, others.map(([name]) => name)]).toEqual([0, ['vtodo', 'vjournal', 'vfreebusy']]);
});

test('zones that a file brings itself are IANA’s of the same rules, and repetitions without an end stay so', () => {
  const [one, weekly] = read(CALENDARS.outlook).events;
  expect(one).toMatchObject({ zone: SAO_PAULO, from: at('2026-11-23T09:00:00-03:00') });
  expect(one?.description).toBe('Traga os exames; o café é por nossa conta.');
  expect(weekly).toMatchObject({
    from: at('2026-07-06T09:00:00-04:00'),
    to: at('2026-07-06T09:45:00-04:00'),
    rrule: 'FREQ=WEEKLY;BYDAY=MO',
    exceptions: [at('2026-07-13T09:00:00-04:00'), at('2026-07-20T09:00:00-04:00')],
  });
  // The same clocks as New York's; which of several names is nobody's business.
  expect(weekly && new Intl.DateTimeFormat('en', { timeZone: weekly.zone, hour: 'numeric' }).format(weekly.from)).toBe(
    '9 AM',
  );
});

test('whole days, times without a zone, series and the one that was moved', () => {
  const { name, events } = read(CALENDARS.google, 'America/Santiago');
  expect(name).toBe('Agenda de teste');
  expect(events).toHaveLength(4);
  const [holiday, series, moved, floating] = events;
  expect(holiday).toMatchObject({
    isAllDay: true,
    from: at('2026-12-25T00:00:00-03:00'),
    to: at('2026-12-26T00:00:00-03:00'),
  });
  expect(series).toMatchObject({ sequence: 3, recurrence: null, exceptions: [at('2026-04-08T09:00:00-04:00')] });
  expect(series?.attendees).toEqual([
    { address: 'contato04@example.com', name: 'contato04@example.com', answer: 'accepted' },
  ]);
  expect(series?.organizer?.name).toBe('Agenda, de teste');
  expect(moved).toMatchObject({
    uid: series?.uid,
    recurrence: at('2026-04-15T09:00:00-04:00'),
    title: 'Série, mudada',
  });
  expect(floating).toMatchObject({ zone: 'America/Santiago', from: at('2026-11-24T12:00:00-03:00') });
});

test('what cannot be read is named with its line and reason, and takes nothing else along', () => {
  const { events, bad, repeated } = read(CALENDARS.broken);
  expect(bad.map(({ uid, reason }) => [uid, reason])).toEqual([
    ['end-before-start', 'endNotAfterStart'],
    ['zero-minutes', 'endNotAfterStart'],
    ['february', 'badDate'],
    ['no-zone', 'badZone'],
    ['bad-rule', 'badRecurrence'],
    ['no-interval', 'badRecurrence'],
    ['no-start', 'noStart'],
    ['line', 'syntax'],
    ['cut-off', 'cutOff'],
  ]);
  expect(bad[3]).toMatchObject({ line: 24, title: 'A zone that is not one', value: 'Mars/Olympus' });
  expect(events.map(({ uid, title }) => [uid, title])).toEqual([['good', 'The newer one']]);
  expect(repeated).toBe(1);
  expect(readCalendar('Nome;Telefone\r\nA;1', { zone: SAO_PAULO })).toBeNull();
  expect(readCalendar('', { zone: SAO_PAULO })).toBeNull();
});

test('a time that clocks leap over is as long after midnight as before, and of one that comes twice it is the first (3.3.5)', () => {
  const inNewYork = (wall: string) => single(`DTSTART;TZID=America/New_York:${wall}`, 'DURATION:PT30M');
  expect(inNewYork('20260308T023000')).toMatchObject({ from: at('2026-03-08T03:30:00-04:00') });
  expect(inNewYork('20261101T013000')).toMatchObject({ from: at('2026-11-01T01:30:00-04:00') });
  expect(inNewYork('20260308T243000')).toBe('badDate');
});

test.each(NAMES)('%s: read, written and read again, nothing is lost', (name) => {
  const file = read(CALENDARS[name]);
  const written = writeCalendar(file);
  const again = read(written);
  expect({ ...again, bad: [], repeated: 0, properties: [] }).toEqual({
    ...file,
    bad: [],
    repeated: 0,
    properties: [],
  });
  // Not only what we understand: every line of every event, but for the names of zones.
  const bare = (text: string) => unfolded(text).map((line) => line.text.replace(/;TZID=("[^"]*"|[^:;]*)/, ''));
  const lines = new Set(bare(written));
  const stays = bare(CALENDARS[name].replace(/BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ''));
  if (file.bad.length === 0)
    expect(stays.filter((line) => !lines.has(line) && !/^(PRODID|EXDATE)/.test(line))).toEqual([]);
  for (const line of written.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
  expect(written).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:/);
  expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

const OURS: CalendarEvent = {
  uid: '0199aaaa-0000-7000-8000-000000000001',
  recurrence: null,
  sequence: 2,
  stampedAt: at('2026-11-01T12:00:00Z'),
  status: 'confirmed',
  title: 'Contato de teste 04; com, tudo\\isto',
  description: 'Linha 1\nLinha 2',
  place: 'Rua A, 1',
  from: at('2026-10-25T09:00:00+00:00'),
  to: at('2026-10-25T10:00:00+00:00'),
  zone: 'Europe/Lisbon',
  isAllDay: false,
  rrule: '',
  exceptions: [],
  extras: [],
  organizer: { address: 'agenda@example.com', name: 'Clínica "de teste"; nova' },
  attendees: [{ address: 'contato04@example.com', name: 'Contato de teste 04', answer: 'needs-action' }],
  component: null,
};

test('the zone that is written shows any other reader the same times, on both sides of a change', () => {
  for (const [zone, year] of [
    ['Europe/Lisbon', 2026],
    ['America/Santiago', 2026],
    ['Australia/Lord_Howe', 2026],
    ['America/Sao_Paulo', 2018],
    ['Asia/Kolkata', 2026],
  ] as const) {
    const events = Array.from({ length: 48 }, (_, index) => {
      const from = Date.UTC(year, 0, 1 + index * 8, 15);
      return { ...OURS, uid: `${index}`, zone, from, to: from + 3_600_000 };
    });
    const calendar = new ICAL.Component(ICAL.parse(writeCalendar({ events })));
    const zones = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? undefined);
    for (const [index, component] of calendar.getAllSubcomponents('vevent').entries()) {
      const start = component.getFirstPropertyValue('dtstart');
      if (!(start instanceof ICAL.Time)) throw new Error('no start');
      start.zone = zones;
      expect(start.toUnixTime() * 1_000).toBe(events[index]?.from);
    }
  }
});

test('the second of a time that comes twice is written in UTC, which alone can say it', () => {
  const from = at('2026-10-25T01:30:00+00:00');
  const text = writeCalendar({ events: [{ ...OURS, from, to: from + 60_000 * 30 }] });
  expect(text).toContain('DTSTART:20261025T013000Z');
  expect(read(text).events[0]?.from).toBe(from);
});

test('what changed since it was read is changed, and everything else of it stands', () => {
  const event = eventIn('outlook', '040000008200E00074C5B7101A82E008');
  const from = event.from + 3_600_000;
  const text = writeCalendar({ method: 'REQUEST', events: [{ ...event, from, to: from + 1_800_000, sequence: 1 }] });
  expect(text).toContain('METHOD:REQUEST');
  expect(unfolded(text).map((each) => each.text)).toContain('DTSTART;TZID=America/Sao_Paulo:20261123T100000');
  for (const kept of ['X-MICROSOFT-CDO-BUSYSTATUS:BUSY', 'BEGIN:VALARM', 'SEQUENCE:1']) expect(text).toContain(kept);
});

test('a name can make no line and no parameter of its own', () => {
  const text = writeCalendar({
    name: 'A\r\nX:1',
    events: [{ ...OURS, title: 'a\r\nATTENDEE:mailto:x@example.com\u0000' }],
  });
  expect(read(text).events[0]?.attendees).toHaveLength(1);
  expect(text).not.toMatch(/^X:1/m);
  expect(read(text).events[0]).toMatchObject({
    title: 'a\nATTENDEE:mailto:x@example.com',
    organizer: { name: 'Clínica  de teste ; nova' },
  });
});

test('any text is folded within 75 octets and comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const line = `X:${text.replace(/[\r\n]/g, '')}`;
      const broken = folded(line);
      expect(unfolded(broken).map((each) => each.text)).toEqual([line]);
      for (const part of broken.split('\r\n')) expect(octets(part)).toBeLessThanOrEqual(75);
    }),
  );
});

test('whatever an event says, it is read as it was written', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((each) => each.replace(/[^\P{Cc}\n]/gu, '').trim());
  const event = fc.record({
    title: text,
    description: text,
    place: text,
    zone: fc.constantFrom(SAO_PAULO, 'America/Santiago', 'Europe/Lisbon', 'Australia/Lord_Howe', 'UTC'),
    from: fc.integer({ min: at('2020-01-01T00:00:00Z') / 60_000, max: at('2035-01-01T00:00:00Z') / 60_000 }),
    minutes: fc.integer({ min: 1, max: 10_080 }),
    sequence: fc.nat(1_000),
    status: fc.constantFrom('confirmed' as const, 'cancelled' as const, 'tentative' as const),
  });
  fc.assert(
    fc.property(event, ({ from, minutes, ...rest }) => {
      const ours = { ...OURS, ...rest, from: from * 60_000, to: (from + minutes) * 60_000 };
      const [found] = read(writeCalendar({ events: [ours] })).events;
      // A time within an hour that comes twice has no zone of its own in the file; it is the same time.
      expect({ ...found, component: null, zone: ours.zone }).toEqual({ ...ours, organizer: found?.organizer });
    }),
  );
});

test('10,000 events are read, and one without a UID is the same one when it is read again', () => {
  const body = Array.from(
    { length: 10_000 },
    (_, n) =>
      `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART;TZID=${SAO_PAULO}:20261123T090000\r\nDURATION:PT30M\r\nSUMMARY:Contato de teste ${n}\r\nEND:VEVENT`,
  );
  expect(read(['BEGIN:VCALENDAR', ...body, 'END:VCALENDAR'].join('\r\n')).events).toHaveLength(10_000);
  const nameless = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261123T090000Z\nDURATION:PT30M\nEND:VEVENT\nEND:VCALENDAR';
  expect(read(nameless).events[0]?.uid).toBe(read(nameless).events[0]?.uid);
});

test('a series is one event: its rule, what is left out, and what was moved', () => {
  const week = 7 * 86_400_000;
  const start = at('2026-10-19T09:00:00-03:00'); // clocks do not change in São Paulo any more
  const times = [0, 1, 3, 4].map((n) => ({
    start: start + n * week,
    event: { ...OURS, zone: SAO_PAULO, from: start + n * week, to: start + n * week + 1_800_000 },
  }));
  const [first, , third] = times;
  if (!first || !third) throw new Error('no times');
  third.event = { ...third.event, from: third.start + 3_600_000, to: third.start + 5_400_000 };
  const events = seriesEvents(times, { uid: 'series-1', rrule: 'FREQ=WEEKLY;COUNT=10', component: null });
  const [master, moved, ...others] = read(writeCalendar({ events })).events;
  expect(others).toEqual([]);
  expect(master).toMatchObject({ uid: 'series-1', from: start, exceptions: [start + 2 * week], extras: [] });
  expect(
    master && timesOf({ ...master, resourceId: null }, { from: start, to: start + 60 * week }).map(({ from }) => from),
  ).toEqual(times.map((each) => each.start));
  expect(moved).toMatchObject({ uid: 'series-1', recurrence: third.start, from: third.start + 3_600_000 });
});

test('a large file is cut into parts that stand alone, and a line of a part is a line of the file', () => {
  const cut = slicesOf(CALENDARS.broken);
  const bad = cut?.slices.flatMap((slice) =>
    read(slice.ics).bad.map(({ line, ...rest }) => ({ ...rest, line: slice.lineInFile(line) })),
  );
  expect(bad).toEqual(read(CALENDARS.broken).bad);
  const body = Array.from(
    { length: 450 },
    (_, n) =>
      `BEGIN:VEVENT\r\nUID:${n % 440}\r\nDTSTART;TZID=Customized Time Zone:20260706T090000\r\nDURATION:PT30M\r\nEND:VEVENT`,
  );
  const zone = /BEGIN:VTIMEZONE\r\nTZID:Customized[\s\S]*?END:VTIMEZONE/.exec(CALENDARS.outlook)?.[0] ?? '';
  const parts = slicesOf(['BEGIN:VCALENDAR', zone, ...body, 'END:VCALENDAR'].join('\r\n'))?.slices ?? [];
  expect(parts.map(({ events }) => events)).toEqual([100, 100, 100, 100, 50]);
  expect(parts.flatMap(({ ics }) => read(ics).events)).toHaveLength(440);
  const huge = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:huge\nATTACH:${'A'.repeat(300_000)}\nEND:VEVENT\nEND:VCALENDAR`;
  expect(slicesOf(huge)).toMatchObject({ slices: [], bad: [{ uid: 'huge', line: 2, reason: 'tooLarge' }] });
});
