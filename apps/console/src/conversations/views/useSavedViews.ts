import { useMemo } from 'react';
import { useLiveQuery } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { type SavedView, viewsIn } from './savedView.ts';

/** The reader's saved views in their order, from the replica: offline too, on every device. */
export function useSavedViews(): readonly SavedView[] {
  const me = useUser().id;
  const { rows } = useLiveQuery(
    (all) => all.marks.find({ selector: { kind: 'view' }, index: ['kind', 'position'] }),
    [],
  );
  return useMemo(() => viewsIn(rows, me), [rows, me]);
}
