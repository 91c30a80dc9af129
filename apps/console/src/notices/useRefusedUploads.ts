import type { Upload } from '@balcao/replica/client';
import { useMemo, useSyncExternalStore } from 'react';
import { map } from 'rxjs';
import { storeOf, useReplica } from '../replica/index.ts';

export type RefusedUpload = Upload & { state: { kind: 'refused' } };

const NONE: readonly RefusedUpload[] = [];

/** Files that the server does not take. They stay on this device until somebody decides. */
export function useRefusedUploads(): readonly RefusedUpload[] {
  const { uploads } = useReplica();
  const store = useMemo(
    () =>
      storeOf(
        uploads.all$.pipe(
          map((all) => all.filter((upload): upload is RefusedUpload => upload.state.kind === 'refused')),
        ),
        { value: NONE, loading: true },
        (refused) => refused,
      ),
    [uploads],
  );
  return useSyncExternalStore(store.subscribe, store.snapshot).value;
}
