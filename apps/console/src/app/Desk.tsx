import { ReplicaProvider } from '../replica/index.ts';
import { SearchProvider } from '../search/index.ts';
import { useSessionState } from '../session/index.ts';
import { Shell } from '../shell/index.ts';
import { UploadsProvider } from '../uploads/index.ts';

/** The signed-in part: one replica, one search index, one shell, for one user. */
export function Desk() {
  const state = useSessionState();
  if (state.kind !== 'signedIn') return null; // the router is about to leave
  return (
    <ReplicaProvider key={state.user.id} replica={state.replica}>
      <UploadsProvider>
        <SearchProvider>
          <Shell />
        </SearchProvider>
      </UploadsProvider>
    </ReplicaProvider>
  );
}
