import { type ReactNode, useMemo } from 'react';
import { useLiveQuery } from '../replica/index.ts';
import { DirectoryContext, directoryOf } from './directory.ts';

/** Asks once for the whole screen, instead of once a row. */
export function DirectoryProvider({ children }: { children: ReactNode }) {
  const catalog = useLiveQuery((collections) => collections.catalog.find(), []);
  const users = useLiveQuery((collections) => collections.users.find(), []);
  const directory = useMemo(() => directoryOf(catalog.rows, users.rows), [catalog.rows, users.rows]);
  return <DirectoryContext value={directory}>{children}</DirectoryContext>;
}
