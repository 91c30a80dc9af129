import type { Appointment } from '../booking/index.ts';
import { linkToken } from './linkToken.ts';

/** What whoever booked is shown of it: what they typed themselves, and nothing of the contact that it became. */
export type BookedFace = {
  status: Appointment['status'];
  name: string;
  from: number;
  to: number;
  zone: string;
  place: Appointment['place'];
  /** Where it is moved and cancelled. */
  link: string;
};

export const bookedFace = (secret: Uint8Array, companyId: string, booked: Appointment): BookedFace => ({
  status: booked.status,
  name: booked.title,
  from: booked.slot.from,
  to: booked.slot.to,
  zone: booked.slot.zone,
  place: booked.place,
  link: `/a/${linkToken(secret, 'booking link', { companyId, id: booked.id })}`,
});
