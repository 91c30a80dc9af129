import type { Appointment } from './store.ts';

/** What somebody typed who booked by themselves, where the contact goes by another address. */
export const typedAddresses = ({ source, title, participants }: Appointment): string[] =>
  source === 'page' ? participants.filter(({ name }) => name === title).map(({ email }) => email) : [];
