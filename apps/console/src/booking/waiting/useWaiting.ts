import type { CatalogRow } from '@balcao/replica';
import { useMemo } from 'react';
import { useLiveQuery } from '../../replica/index.ts';

type Entry = Extract<CatalogRow['entry'], { kind: 'waiting' }>;
/** `name`: of the contact, as the server knew it. */
export type Waiting = Entry & { id: string; name: string };

/** Who waits for a place, in the order in which they are asked. */
export function useWaiting(): Waiting[] {
  const { rows } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'waiting' } }), []);
  return useMemo(
    () =>
      rows
        .flatMap(({ id, name, entry }) => (entry.kind === 'waiting' ? [{ ...entry, id, name }] : []))
        .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id)),
    [rows],
  );
}
