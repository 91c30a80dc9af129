import { maySupervise } from '@balcao/domain';
import { useUser } from '../session/index.ts';
import { useDirectory } from './directory.ts';

/** Whether the reader acts for others in a queue: shown is what the server would not refuse. `''`: no queue. */
export function useMaySupervise(): (queueId: string) => boolean {
  const { id, role } = useUser();
  const supervises = useDirectory().users.get(id)?.supervises ?? [];
  return (queueId) => maySupervise(role, supervises, queueId || null);
}

/** In any queue at all. */
export function useMaySuperviseAny(): boolean {
  const { id, role } = useUser();
  const supervises = useDirectory().users.get(id)?.supervises ?? [];
  return [null, ...supervises].some((queueId) => maySupervise(role, supervises, queueId));
}
