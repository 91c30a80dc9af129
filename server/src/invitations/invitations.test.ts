import { tmpdir } from 'node:os';
import { readCalendar } from '@balcao/calendar/icalendar';
import { newRowId } from '@balcao/replica';
import { type Simulators, startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellNews } from '../appointmentNews/newsLane.ts';
import { changeStatus, editAppointment, moveAppointment } from '../booking/index.ts';
import { SUNDAY, testAgenda, ZONE } from '../booking/testAgenda.ts';
import { type Mailboxes, startMailboxes } from '../channels/email/mailbox/startMailboxes.ts';
import { createChannel, inboundLane } from '../channels/index.ts';
import { credentialKeys } from '../channels/testDesk.ts';
import { createContact } from '../contacts/createContact.ts';
import { type Lanes, startLanes } from '../jobs/index.ts';
import { createMediaFiles } from '../media/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { inviteLane } from './index.ts';

/** As the mailbox's outbox lists it. */
type SentMail = { subject: string; text: string; headers: Record<string, string>; calendar: string };

const secret = new TextEncoder().encode('um segredo de teste, longo o bastante');
const ground = { credentialKeys, secret, linkBase: 'https://desk.example.com' };
let database: TestDatabase;
let simulators: Simulators;
let mailboxes: Mailboxes;
let lanes: Lanes;
let desk: Awaited<ReturnType<typeof testAgenda>>;

beforeAll(async () => {
  database = await testDatabase();
  desk = await testAgenda(database, { sendsInvitations: true });
  simulators = await startSimulators({ port: 0 });
  const { address, user, password, host, imapPort, smtpPort } = simulators.email;
  const credentials = {
    user,
    password,
    imapHost: host,
    imapPort: String(imapPort),
    imapSecurity: 'none',
    smtpHost: host,
    smtpPort: String(smtpPort),
    smtpSecurity: 'none',
    senderName: 'Clínica de teste',
    signature: '',
  };
  const wish = { kind: 'email' as const, name: 'E-mail', externalId: address, status: 'active' as const, credentials };
  await desk.inside((trx) => createChannel(trx, desk.companyId, credentialKeys, wish));
  const workers = [inboundLane({ log: quiet }), inviteLane({ log: quiet, ...ground })];
  lanes = await startLanes({ database, log: quiet, workers });
  mailboxes = await startMailboxes({ database, log: quiet, files: createMediaFiles(tmpdir()), credentialKeys });
});
afterAll(async () => {
  await mailboxes?.stop();
  await lanes?.stop();
  await simulators?.close();
  await database?.[Symbol.asyncDispose]();
});

const call = async (path: string, body?: object) => {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${simulators.url}/_sim/email/${path}`, init);
  expect(response.status).toBe(200);
  return response.json();
};
/** What somebody got, once it is so many mails; nobody waits the half minute that people are given. */
const mailsTo = async (to: string, count: number): Promise<SentMail[]> => {
  let mails: SentMail[] = [];
  await until(async () => {
    await database.asOwner("update lane set due_at = now() where key like 'invite:%' and gen > done_gen");
    ({ messages: mails } = (await call(`outbox?to=${encodeURIComponent(to)}`)) as { messages: SentMail[] });
    return mails.length >= count;
  });
  return mails;
};
const eventIn = ({ calendar }: SentMail) => {
  const file = readCalendar(calendar, { zone: ZONE });
  const [event] = file?.events ?? [];
  if (!file || !event) throw new Error('no event in it');
  return { method: file.method, ...event };
};
const answers = (from: string, uid: string, lines: string[]) =>
  call('inbound', {
    from,
    subject: 'Aceito: Consulta',
    text: 'Aceito',
    attachments: [
      {
        fileName: 'invite.ics',
        mime: 'text/calendar; method=REPLY; charset=UTF-8',
        base64: Buffer.from(
          [
            'BEGIN:VCALENDAR',
            'VERSION:2.0',
            'PRODID:-//test//EN',
            'METHOD:REPLY',
            'BEGIN:VEVENT',
            `UID:${uid}`,
            ...lines,
            'END:VEVENT',
            'END:VCALENDAR',
            '',
          ].join('\r\n'),
        ).toString('base64'),
      },
    ],
  });
const statusOf = async (id: string) => {
  const [row] = await database.asOwner<{ status: string }>('select status from appointment where id = $1', [id]);
  return row?.status;
};

test('BOOK-16 a contact is invited, told of a change under a higher SEQUENCE, answers, and is told that it is off', async () => {
  const email = 'contato04@example.com';
  const { contactId } = await desk.inside((trx) =>
    createContact(trx, desk.receptionist, { name: 'Contato de teste 04', email }),
  );
  const { id } = await desk.book(desk.slot(0), { contactId });
  const [invitation] = await mailsTo(email, 1);
  if (!invitation) throw new Error('no invitation');
  // One mail for both: the confirmation with the link by which they manage it, and the event.
  expect(invitation.subject).toMatch(/^Agendado: Consulta/);
  expect(invitation.text).toMatch(
    /Para mudar ou cancelar: https:\/\/desk\.example\.com\/a\/[\w-]{43}\s+Aceite ou recuse/,
  );
  await desk.inside((trx) => tellNews(trx, ground, desk.companyId, id, new Date(SUNDAY.getTime() + 60_000)));
  expect(await database.asOwner('select 1 from outgoing_mail where to_address = $1', [email])).toEqual([]);
  expect(invitation.headers['content-type']).toContain('multipart/');
  expect(eventIn(invitation)).toMatchObject({
    method: 'REQUEST',
    uid: id,
    sequence: 0,
    from: desk.slot(0).from,
    organizer: { address: simulators.email.address },
    attendees: [{ address: email, answer: 'needs-action' }],
  });

  const yes = ['SEQUENCE:0', 'DTSTAMP:20261101T120000Z', `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${email}`];
  await answers('somebody.else@example.com', id, yes);
  const notices = () =>
    database.asOwner<{ notice: { answer: string; name: string } }>(
      "select notice from notice where kind = 'invitationAnswered' and company_id = $1",
      [desk.companyId],
    );
  // Nobody answers for another.
  await answers(email, id, ['SEQUENCE:0', 'ATTENDEE;PARTSTAT=DECLINED:mailto:other@example.com']);
  await answers(email, id, yes);
  await until(async () => (await statusOf(id)) === 'confirmed');
  expect(await notices()).toEqual([]);

  await desk.inside((trx) => moveAppointment(trx, desk.receptionist, { id, slot: desk.slot(3) }, { now: SUNDAY }));
  const [, changed] = await mailsTo(email, 2);
  if (!changed) throw new Error('no change');
  expect(changed.text).toContain('Para mudar ou cancelar: https://desk.example.com/a/');
  expect(eventIn(changed)).toMatchObject({ method: 'REQUEST', uid: id, sequence: 1, from: desk.slot(3).from });
  // A yes to the former time is none to this one; a no to this one is told, and decided by people.
  await answers(email, id, yes);
  await answers(email, id, ['SEQUENCE:1', 'DTSTAMP:20261102T120000Z', `ATTENDEE;PARTSTAT=DECLINED:mailto:${email}`]);
  await until(async () => (await notices()).length > 0);
  expect((await notices())[0]?.notice).toMatchObject({
    answer: 'declined',
    name: 'Contato de teste 04',
    appointmentId: id,
  });
  expect(await statusOf(id)).toBe('scheduled');

  await desk.inside((trx) => changeStatus(trx, desk.receptionist, { id, move: 'cancel' }, SUNDAY));
  const [, , off] = await mailsTo(email, 3);
  expect(off && eventIn(off)).toMatchObject({ method: 'CANCEL', uid: id, sequence: 2, status: 'cancelled' });
});

test('BOOK-16 a series is one invitation; what nobody was told, and what is only noted inside, is told to nobody', async () => {
  const [one, two] = ['participante1@example.com', 'participante2@example.com'];
  const seriesId = newRowId();
  const participants = [{ name: 'Participante de teste 1', email: one }];
  const booked = [];
  for (const n of [10, 10 + 48 * 7]) {
    const slot = desk.slot(n, [desk.two]);
    const series = { id: seriesId, rule: 'FREQ=WEEKLY;COUNT=2', start: new Date(slot.from) };
    booked.push(await desk.book(slot, { participants, series }));
  }
  const [first] = await mailsTo(one, 1);
  expect(first && eventIn(first)).toMatchObject({ uid: seriesId, sequence: 0 });
  // Who comes along does not manage it.
  expect(first?.text).not.toContain('https://');
  expect(first?.calendar).toContain('RRULE:FREQ=WEEKLY');
  const [, last] = booked;
  const id = last?.id ?? '';
  await desk.inside((trx) => editAppointment(trx, desk.receptionist, { id, edit: { notes: 'só para nós' } }));
  await desk.inside((trx) => changeStatus(trx, desk.receptionist, { id, move: 'cancel' }, SUNDAY));
  const [, second] = await mailsTo(one, 2);
  expect(second && eventIn(second)).toMatchObject({ uid: seriesId, sequence: 1, exceptions: [last?.slot.from] });
  // From a file: whoever made it invited them.
  const imported = { participants: [{ name: '', email: two }], source: 'external' as const };
  const { id: theirs } = await desk.book(desk.slot(14, [desk.two]), imported);
  expect(await database.asOwner('select 1 from lane where key = $1', [`invite:${theirs}`])).toEqual([]);
  expect((await call(`outbox?to=${encodeURIComponent(two)}`)) as { messages: SentMail[] }).toEqual({ messages: [] });
});

test('BOOK-16 an address that its server refuses is given up, and one that is busy is tried again', async () => {
  const [gone, busy] = ['nobody@example.com', 'busy@example.com'];
  await call('settings', { refuse: { [gone]: 550, [busy]: 451 } });
  const participants = [gone, busy].map((email) => ({ name: '', email }));
  const { id } = await desk.book(desk.slot(6, [desk.two]), { participants });
  const guests = () =>
    database.asOwner<{ address: string; told: boolean; attempts: number; error: string }>(
      "select address, told <> '' as told, attempts, error from calendar_guest where subject_id = $1 order by address",
      [id],
    );
  await until(async () => {
    await database.asOwner("update lane set due_at = now() where key = 'invite:' || $1 and gen > done_gen", [id]);
    return (await guests()).length === 2;
  });
  expect(await guests()).toMatchObject([
    { address: busy, told: false, error: expect.stringContaining('451') },
    { address: gone, told: true, error: expect.stringContaining('5.1.1') },
  ]);
  await call('settings', { refuse: {} });
  expect(await mailsTo(busy, 1)).toHaveLength(1);
});
