import type { CustomField } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useApi } from '../api/index.ts';
import { useLiveQuery, useSyncKind } from '../replica/index.ts';
import { useContactsScreen } from './contactsScreen.ts';
import { inOrder, matches, queryOf } from './queryOf.ts';

/** Lower: more questions while scrolling. Higher: the first rows come later. */
const PAGE_ROWS = 100;

/** What the table shows of somebody; the replica's row, where there is one, is newer. */
export type ListedContact = Omit<ContactRow, 'nameKey' | 'createdAt' | 'identities' | 'notes'>;

/**
 * Online the server pages through all contacts; offline those of this device answer the same question.
 *
 * @param stamp asked anew when it changes: an import that ended brought people.
 */
export function useContactRows(fields: readonly CustomField[], stamp: string) {
  const api = useApi();
  const isOffline = useSyncKind() === 'offline';
  const { filter: wanted, order } = useContactsScreen();
  const filter = useDeferredValue(wanted);
  const query = queryOf(filter, fields);
  const pages = useInfiniteQuery({
    queryKey: ['contacts', 'list', query, order, stamp],
    queryFn: ({ pageParam }) =>
      api.contacts.list.query({ ...query, order, limit: PAGE_ROWS, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: !isOffline,
    placeholderData: (before) => before,
  });
  const here = useLiveQuery((all) => (isOffline ? all.contacts.find() : null), [isOffline]);
  const local = useMemo(
    () =>
      isOffline
        ? inOrder(
            here.rows.filter((row) => matches(row, filter, fields)),
            order,
          )
        : [],
    [isOffline, here.rows, filter, fields, order],
  );
  const remote = useMemo(
    () =>
      (pages.data?.pages ?? []).flatMap(({ items }) =>
        items.map(
          ({ lastContactAt, optIn, ...row }): ListedContact => ({
            ...row,
            optIn: optIn && { ...optIn, at: Date.parse(optIn.at) },
            lastContactAt: lastContactAt === null ? null : Date.parse(lastContactAt),
          }),
        ),
      ),
    [pages.data],
  );
  const rows: readonly ListedContact[] = isOffline ? local : remote;
  return {
    rows,
    total: isOffline ? local.length : (pages.data?.pages[0]?.total ?? null),
    isOffline,
    loading: isOffline ? here.loading : pages.isPending,
    error: isOffline ? null : pages.error,
    refetch: pages.refetch,
    more: () => {
      if (!isOffline && pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
  };
}
