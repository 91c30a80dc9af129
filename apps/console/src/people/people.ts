import type { Role } from '@balcao/domain';
import type { Api } from '../api/index.ts';

export type Person = Awaited<ReturnType<Api['users']['list']['query']>>['items'][number];
export const peopleKey = ['users'];

/** Roles that an admin hands out; `operator` belongs to whoever runs the installation. */
export const GIVEN_ROLES = ['attendant', 'receptionist', 'admin'] as const satisfies readonly Role[];
export type GivenRole = (typeof GIVEN_ROLES)[number];

/** Everybody, page by page. */
export async function everybody(api: Api): Promise<Person[]> {
  const people: Person[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Api['users']['list']['query']>> = await api.users.list.query({
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    people.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}
