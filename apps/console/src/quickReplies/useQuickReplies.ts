import type { CatalogRow } from '@balcao/replica';
import { useMemo } from 'react';
import { useLiveQuery } from '../replica/index.ts';

/** `ownerId` is empty for the company's. */
export type QuickReply = { id: string; name: string } & Omit<
  Extract<CatalogRow['entry'], { kind: 'quickReply' }>,
  'kind'
>;

/** The replies of the company and one's own, without the network. */
export function useQuickReplies(): readonly QuickReply[] {
  const { rows } = useLiveQuery(
    (all) => all.catalog.find({ selector: { kind: 'quickReply' }, index: ['kind', 'position'] }),
    [],
  );
  return useMemo(() => repliesOf(rows), [rows]);
}

export const repliesOf = (rows: readonly CatalogRow[]): QuickReply[] =>
  rows
    .flatMap(({ id, name, entry }) => (entry.kind === 'quickReply' ? [{ ...entry, id, name }] : []))
    .sort((a, b) => (a.shortcut < b.shortcut ? -1 : a.shortcut > b.shortcut ? 1 : 0));
