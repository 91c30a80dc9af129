import { v5 } from 'uuid';
import { newRowId } from '../ids.ts';
import { isSame, type Kept } from './database.ts';
import type { Document } from './truths.ts';

const NAMESPACE = '2f1c7a64-0d83-4b5e-8a3f-94be6c1d7e20';

/**
 * A name for each write that is handed over to be pushed: the same when it is handed over again, also after a restart,
 * because it is made of the revision that RxDB stored with it. A row that was edited since is handed over once more by
 * itself, as another write; what is sent of it now gets a name that nothing else will have.
 */
export async function namesOf({ definition, collection }: Kept, states: readonly Document[]): Promise<string[]> {
  const found = await collection.storageInstance.findDocumentsById(
    states.map(({ id }) => id),
    true,
  );
  const stored = new Map(found.map((row) => [row.id, row]));
  return states.map((state) => {
    const row = stored.get(state.id);
    return row && isSame(definition, row, state)
      ? v5(`${definition.name}/${row.id}/${row._rev}`, NAMESPACE)
      : newRowId();
  });
}
