import type { UserRow } from '@balcao/replica';
import { useApi, useTellFailure } from '../api/index.ts';
import { useLiveDoc, useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';

export type Availability = UserRow['availability'];
export const AVAILABILITIES = ['online', 'busy', 'away', 'offline'] as const satisfies readonly Availability[];

/** Whether others may hand work to the reader. It concerns others now, so it needs the server (CON-05). */
export function useAvailability() {
  const tell = useTellFailure();
  const api = useApi();
  const { id } = useUser();
  const { row } = useLiveDoc<UserRow>(({ users }) => users.findOne(id), [id]);
  const reachable = useSyncKind() !== 'offline';

  async function choose(availability: Availability): Promise<void> {
    try {
      await api.availability.choose.mutate({ userId: id, availability });
    } catch (error) {
      tell(error);
    }
  }
  return { availability: row?.availability ?? null, reachable, choose };
}
