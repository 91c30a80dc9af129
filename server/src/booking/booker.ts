import type { Actor } from '../auth/index.ts';

/** Who books, moves or cancels: somebody who is signed in, or, on a page or by a link, nobody whom we know. */
export type Booker = Omit<Actor, 'userId'> & { userId: string | null };

/** Somebody from outside: held by everything that staff are not (`source`, `onlyOffered`), and remembered as nobody. */
export const outsider = (companyId: string): Booker => ({
  companyId,
  userId: null,
  role: 'attendant',
  queueIds: [],
});
