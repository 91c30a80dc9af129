import type { MacroAction } from '@balcao/domain';
import { useMemo } from 'react';
import { useLiveQuery } from '../replica/index.ts';

/** `ownerId` is empty for the company's. */
export type Macro = { id: string; name: string; ownerId: string; actions: readonly MacroAction[] };

/** The macros of the company and one's own, without the network. */
export function useMacros(): readonly Macro[] {
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'macro' }, index: ['kind', 'position'] }),
    [],
  );
  return useMemo(
    () =>
      rows
        .flatMap(({ id, name, entry }): Macro[] =>
          entry.kind === 'macro' ? [{ id, name, ownerId: entry.ownerId, actions: entry.actions }] : [],
        )
        .sort((a, b) => a.name.localeCompare(b.name)),
    [rows],
  );
}
