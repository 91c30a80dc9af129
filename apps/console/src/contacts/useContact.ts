import type { ContactRow } from '@balcao/replica';
import { type ContactEdit, editContact } from '@balcao/replica/client';
import { useCallback } from 'react';
import { useLiveDoc, useReplica } from '../replica/index.ts';

/** A contact and the way to change it: into the replica at once, to the server when there is one. */
export function useContact(contactId: string): {
  contact: ContactRow | null;
  loading: boolean;
  /** The console's own change still waits for the server. */
  isWaiting: boolean;
  change: (edit: ContactEdit) => Promise<void>;
} {
  const { collections } = useReplica();
  const { row, loading } = useLiveDoc((all) => all.contacts.findOne(contactId), [contactId]);
  const change = useCallback(
    (edit: ContactEdit) => editContact(collections, { contactId, edit }),
    [collections, contactId],
  );
  return { contact: row, loading, isWaiting: (row?.pending ?? 0) > 0, change };
}
