/** A company in which something can be booked: two people, a room, and a consultation of half an hour. For tests. */
import { type AppointmentTypeSettings, USUAL_TYPE } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
// Not by the index: benches and their servers use this as well, outside vitest.
import { testCompany } from '../testing/testCompany.ts';
import { testUser } from '../testing/testUser.ts';
import { type BookingWish, bookAppointment } from './bookAppointment.ts';
import { saveResource, saveType } from './saveSettings.ts';

export const ZONE = 'America/Sao_Paulo';
export const HALF_HOUR_MS = 30 * 60_000;
/** Monday, 8:00 there, in a year that is still to come; the day before is the now of what is booked. */
export const MONDAY = Date.parse('2031-11-24T08:00:00-03:00');
export const SUNDAY = new Date('2031-11-23T12:00:00-03:00');

export async function testAgenda(database: Database, settings: Partial<AppointmentTypeSettings> = {}) {
  const companyId = await testCompany(database);
  const user = async (role: Actor['role']): Promise<Actor> => {
    const userId = await testUser(database, companyId, { role, email: `${newRowId()}@example.com` });
    return { companyId, userId, role, queueIds: [] };
  };
  const [admin, receptionist] = [await user('admin'), await user('receptionist')];
  const inside = <Result>(work: (trx: Trx) => Promise<Result>) => inCompany(database, companyId, work);
  const [typeId, one, two] = [newRowId(), newRowId(), newRowId()];
  await inside(async (trx) => {
    for (const [id, name] of [
      [one, 'Profissional 1'],
      [two, 'Profissional 2'],
    ] as const) {
      const resource = { kind: 'person', color: 'teal', zone: ZONE } as const;
      await saveResource(trx, admin, id, { name, active: true, userId: null, settings: resource });
    }
    const type = { ...USUAL_TYPE, resourceIds: [one, two], ...settings };
    await saveType(trx, admin, typeId, { name: 'Consulta', active: true, settings: type });
  });
  /** Of a half hour, `n` half hours after Monday at eight. */
  const slot = (n: number, resourceIds: string[] = [one], halfHours = 1) => ({
    from: MONDAY + n * HALF_HOUR_MS,
    to: MONDAY + (n + halfHours) * HALF_HOUR_MS,
    zone: ZONE,
    resourceIds,
  });
  const wish = (at: BookingWish['slot'], more: Partial<BookingWish> = {}): BookingWish => ({
    typeId,
    contactId: null,
    title: 'Contato de teste',
    place: null,
    notes: '',
    participants: [],
    slot: at,
    source: 'console',
    ...more,
  });
  return {
    companyId,
    admin,
    receptionist,
    typeId,
    one,
    two,
    inside,
    user,
    slot,
    wish,
    book: (at: BookingWish['slot'], more: Partial<BookingWish> = {}, actor: Actor = receptionist) =>
      inside((trx) => bookAppointment(trx, actor, wish(at, more), { now: SUNDAY })),
  };
}
