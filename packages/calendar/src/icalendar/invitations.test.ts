import { expect, test } from 'vitest';
import { readCalendar, readReplies, writeCalendar } from './index.ts';

/** The example calendars of RFC 5546 share their first lines. */
const calendar = (method: string, ...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'PRODID:-//Example/ExampleCalendarClient//EN',
    `METHOD:${method}`,
    'VERSION:2.0',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const UID = 'calsrv.example.com-873970198738777@example.com';
const at = (iso: string) => Date.parse(iso);
const read = (text: string) => readCalendar(text, { zone: 'UTC' });

/** 4.2.1; its DTEND has a zero too many in the RFC (erratum). */
const REQUEST = calendar(
  'REQUEST',
  event(
    'ORGANIZER:mailto:a@example.com',
    'ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED;CN=A:mailto:a@example.com',
    'ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=B:mailto:b@example.com',
    'ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=C:mailto:c@example.com',
    'ATTENDEE;RSVP=TRUE;CUTYPE=INDIVIDUAL;CN=Hal:mailto:d@example.com',
    'ATTENDEE;RSVP=FALSE;CUTYPE=ROOM;CN=Big Conference Room:mailto:conf_big@example.com',
    'ATTENDEE;ROLE=NON-PARTICIPANT;RSVP=FALSE;CN=E:mailto:e@example.com',
    'DTSTAMP:19970611T190000Z',
    'DTSTART:19970701T200000Z',
    'DTEND:19970701T210000Z',
    'SUMMARY:Conference',
    `UID:${UID}`,
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
  ),
);

test('RFC 5546, 4.2.1: a request names who is asked, and who said yes already', () => {
  const [conference] = read(REQUEST)?.events ?? [];
  expect(conference).toMatchObject({
    uid: UID,
    sequence: 0,
    status: 'confirmed',
    organizer: { address: 'a@example.com' },
  });
  expect(conference?.attendees.map(({ address, answer }) => [address, answer])).toEqual([
    ['a@example.com', 'accepted'],
    ['b@example.com', 'needs-action'],
    ['c@example.com', 'needs-action'],
    ['d@example.com', 'needs-action'],
    ['conf_big@example.com', 'needs-action'],
    ['e@example.com', 'needs-action'],
  ]);
});

test('RFC 5546, 4.2.2: a reply says who answers what, and need not say when it is', () => {
  const reply = calendar(
    'REPLY',
    event(
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com',
      'ORGANIZER:mailto:a@example.com',
      `UID:${UID}`,
      'SEQUENCE:0',
      'REQUEST-STATUS:2.0;Success',
      'DTSTAMP:19970612T190000Z',
    ),
  );
  expect(readReplies(reply)).toEqual([
    {
      uid: UID,
      recurrence: null,
      sequence: 0,
      stampedAt: at('1997-06-12T19:00:00Z'),
      attendees: [{ address: 'b@example.com', name: '', answer: 'accepted' }],
    },
  ]);
  expect(readReplies(REQUEST)).toEqual([]);
  expect(readReplies('no calendar')).toEqual([]);
});

test('RFC 5546, 4.2.4 and 4.2.5: whoever was asked sends somebody else', () => {
  const delegated = calendar(
    'REPLY',
    event(
      'ORGANIZER:mailto:a@example.com',
      'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:e@example.com":mailto:c@example.com',
      `UID:${UID}`,
      'SEQUENCE:0',
      'REQUEST-STATUS:2.0;Success',
      'DTSTAMP:19970611T190000Z',
    ),
  );
  expect(readReplies(delegated)[0]?.attendees).toEqual([{ address: 'c@example.com', name: '', answer: 'delegated' }]);
});

test('RFC 5546, 4.2.10: a cancelled event keeps its UID, and its SEQUENCE grows', () => {
  const cancel = calendar(
    'CANCEL',
    event(
      'ORGANIZER:mailto:a@example.com',
      'ATTENDEE;CUTYPE=INDIVIDUAL;mailto:b@example.com:mailto:b@example.com'.replace(';mailto:b@example.com:', ':'),
      "COMMENT:Mr. B cannot attend. It's raining. Lets cancel.",
      `UID:${UID}`,
      'SEQUENCE:1',
      'DTSTAMP:19970613T190000Z',
      'DTSTART:19970701T200000Z',
      'DTEND:19970701T210000Z',
      'STATUS:CANCELLED',
    ),
  );
  expect(read(cancel)).toMatchObject({ method: 'CANCEL', events: [{ uid: UID, sequence: 1, status: 'cancelled' }] });
});

test('RFC 5546, 4.4.2: one time of a series is answered by its RECURRENCE-ID, in the zone of its file', () => {
  const reply = calendar(
    'REPLY',
    event(
      'ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.com',
      'ORGANIZER:mailto:a@example.com',
      'UID:calsrv.example.com-873970198738777-8aa@example.com',
      'RECURRENCE-ID;TZID=America/New_York:19970901T140000',
      'SEQUENCE:2',
      'DTSTAMP:19970614T190000Z',
    ),
  );
  expect(readReplies(reply)).toMatchObject([
    { recurrence: at('1997-09-01T14:00:00-04:00'), sequence: 2, attendees: [{ answer: 'declined' }] },
  ]);
});

test('a reply that cannot be read says nothing', () => {
  const bad = event(
    'ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com',
    'UID:1',
    'RECURRENCE-ID;TZID=Mars/Olympus:19970901T140000',
  );
  expect(readReplies(calendar('REPLY', bad, event('ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.com')))).toEqual([]);
});

test('an invitation of ours has what RFC 5546, 3.2.2 demands, and is read as it was meant', () => {
  const from = at('2026-11-23T12:00:00Z');
  const text = writeCalendar({
    method: 'REQUEST',
    events: [
      {
        uid: 'u',
        recurrence: null,
        sequence: 3,
        stampedAt: at('2026-11-20T12:00:00Z'),
        status: 'confirmed',
        title: 'Consulta',
        description: '',
        place: '',
        from,
        to: from + 1_800_000,
        zone: 'America/Sao_Paulo',
        isAllDay: false,
        rrule: '',
        exceptions: [],
        extras: [],
        organizer: { address: 'agenda@example.com', name: 'Clínica de teste' },
        attendees: [{ address: 'contato04@example.com', name: 'Contato de teste 04', answer: 'needs-action' }],
        component: null,
      },
    ],
  });
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  for (const line of [
    'METHOD:REQUEST',
    'SEQUENCE:3',
    'UID:u',
    'DTSTAMP:20261120T120000Z',
    'DTSTART;TZID=America/Sao_Paulo:20261123T090000',
  ])
    expect(lines).toContain(line);
  expect(lines).toContain('ORGANIZER;CN=Clínica de teste:mailto:agenda@example.com');
  expect(lines).toContain(
    'ATTENDEE;CN=Contato de teste 04;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:contato04@example.com',
  );
});
