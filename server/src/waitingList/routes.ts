import {
  answersOf,
  appointmentAnswers,
  demandQualified,
  isZone,
  LANGUAGES,
  Refusal,
  toE164,
  WAITING_PARTS,
} from '@balcao/domain';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { v5 } from 'uuid';
import { z } from 'zod';
import { outsider, typeById } from '../booking/index.ts';
import { companyOf, idIn, isOurs, linkToken, onPage, pageAddress } from '../bookingPage/index.ts';
import { resolveVisitor } from '../contacts/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { addressLimit } from '../http/addressLimit.ts';
import { admit, parsed } from '../http/publicFace.ts';
import { declineOffer, leaveList, takeOffer } from './answerOffer.ts';
import { readEntry } from './store.ts';
import { waitFor } from './waitFor.ts';

const NAMESPACE = '2f8f3c52-9c0e-4e0d-8a57-64f1d3a9b7c4';
const MINUTE_MS = 60_000;

const waitingForm = z.object({
  /** The browser's own: sent twice, somebody waits once. */
  key: z.uuid(),
  minutes: z.int().min(1).max(1_440),
  name: z.string().trim().min(1).max(200),
  phone: z.string().trim().min(1).max(40),
  country: z.string().max(2).default(''),
  email: z.union([z.literal(''), z.email().max(320)]).default(''),
  fromDate: z.iso.date().nullable().default(null),
  untilDate: z.iso.date().nullable().default(null),
  parts: z.array(z.enum(WAITING_PARTS)).max(3).default([]),
  answers: appointmentAnswers.default([]),
  remarks: z.string().trim().max(1_000).default(''),
  language: z.enum(LANGUAGES),
  zone: z.string().max(60).refine(isZone),
  website: z.string().max(500).default(''),
});

type Options = { database: Database; secret: Uint8Array };

/** The waiting list as contacts reach it (BOOK-10): from a page that has nothing free, and by the link of an offer. */
export function serveWaiting(app: FastifyInstance, { database, secret }: Options): void {
  const limits = {
    read: addressLimit({ burst: 120, perMs: MINUTE_MS }),
    change: addressLimit({ burst: 10, perMs: 10 * MINUTE_MS }),
  };

  app.post('/agendar/:company/:type/wait', async (request) => {
    admit(limits.change, request);
    const wish = parsed(waitingForm, request.body);
    if (wish.website !== '') throw new Refusal({ code: 'page.looksAutomatic' });
    const phone = toE164(wish.phone, wish.country);
    if (phone === null)
      throw new Refusal({ code: 'input.invalid', issues: [{ path: 'phone', message: 'is no number' }] });
    return onPage(database, parsed(pageAddress, request.params), async (trx, { companyId, type }) => {
      demandQualified(type.settings.questions, wish.answers);
      const id = v5(`${companyId}:waiting:${wish.key}`, NAMESPACE);
      const contact = await resolveVisitor(trx, companyId, { ...wish, phone });
      const { minutes, fromDate, untilDate, parts } = wish;
      await waitFor(trx, outsider(companyId), {
        id,
        typeId: type.id,
        contactId: contact.id,
        appointmentId: null,
        wish: { minutes, fromDate, untilDate, parts, resourceIds: [] },
        notes: wish.remarks,
        answers: answersOf(type.settings.questions, wish.answers),
      });
      return { link: `/vaga/${linkToken(secret, 'waiting link', { companyId, id })}` };
    });
  });

  app.get('/vaga/:token/about', async (request) => {
    admit(limits.read, request);
    return onOffer(request.params, (trx, companyId, id) => waitingFace(trx, companyId, id), { readOnly: true });
  });

  const answers = { take: takeNow, decline: declineOffer, leave: leaveList };
  for (const [word, answer] of Object.entries(answers)) {
    app.post(`/vaga/:token/${word}`, async (request) => {
      admit(limits.change, request);
      return onOffer(request.params, async (trx, companyId, id) => {
        await answer(trx, outsider(companyId), id);
        return waitingFace(trx, companyId, id);
      });
    });
  }

  async function takeNow(trx: Trx, booker: ReturnType<typeof outsider>, id: string): Promise<void> {
    await takeOffer(trx, booker, id, new Date());
  }

  /** @throws Refusal `record.notFound` for what we never made */
  async function onOffer<Result>(
    params: unknown,
    work: (trx: Trx, companyId: string, id: string) => Promise<Result>,
    options: { readOnly?: boolean } = {},
  ): Promise<Result> {
    const { token } = parsed(z.object({ token: z.string().max(100) }), params);
    const id = idIn(token) ?? '00000000-0000-0000-0000-000000000000';
    const { rows } = await sql<{ companyId: string }>`
      select companies_of_waiting as company_id from companies_of_waiting(${id})`.execute(database.kysely);
    const own = rows.find(({ companyId }) => isOurs(secret, 'waiting link', token, { companyId, id }));
    if (!own) throw new Refusal({ code: 'record.notFound', record: 'waitingEntry', id: 'link' });
    return inCompany(database, own.companyId, (trx) => work(trx, own.companyId, id), options);
  }

  async function waitingFace(trx: Trx, companyId: string, id: string) {
    const entry = await readEntry(trx, companyId, id);
    const type = entry && (await typeById(trx, companyId, entry.typeId, { evenRemoved: true }));
    if (!type) throw new Refusal({ code: 'record.notFound', record: 'waitingEntry', id: 'link' });
    const { name, zone, language, domain } = await companyOf(trx, companyId);
    const slug = type.active ? type.settings.page?.slug : undefined;
    const { offer, status } = entry;
    const isOpen = offer !== null && offer.answerBy > new Date();
    return {
      company: { name, zone, language },
      typeName: type.name,
      again: slug === undefined ? null : `/agendar/${domain}/${slug}`,
      status: status === 'offered' && !isOpen ? ('waiting' as const) : status,
      offer: isOpen ? { from: offer.from, to: offer.to, answerBy: offer.answerBy.getTime() } : null,
      // Where what they took is managed: whoever holds the one link may hold the other.
      booked:
        status === 'taken'
          ? `/a/${linkToken(secret, 'booking link', { companyId, id: entry.appointmentId ?? entry.id })}`
          : null,
    };
  }
}
