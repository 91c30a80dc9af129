import { QueryClient, type QueryClientConfig, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Api, ApiContext } from '../api/index.ts';
import { DesignProvider } from '../design/DesignProvider.tsx';
import { KeyboardProvider } from '../keyboard/index.ts';
import { type Session, SessionContext, useSession, useSessionState } from '../session/index.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Opening } from './Opening.tsx';
import { createConsoleRouter } from './router.tsx';
import { useSpokenLanguage } from './useSpokenLanguage.ts';

/** Asked whatever the browser believes about the network: it says "offline" behind some VPNs, and the server decides. */
const QUERIES: QueryClientConfig = {
  defaultOptions: { queries: { retry: 1, networkMode: 'always' }, mutations: { networkMode: 'always' } },
};

/** Everything that surrounds the screens, outermost first. */
export function App({ session, api }: { session: Session; api: Api }) {
  const [queries] = useState(() => new QueryClient(QUERIES));
  return (
    <DesignProvider>
      <ErrorBoundary>
        <SessionContext value={session}>
          <ApiContext value={api}>
            <QueryClientProvider client={queries}>
              <KeyboardProvider>
                <Screens />
              </KeyboardProvider>
            </QueryClientProvider>
          </ApiContext>
        </SessionContext>
      </ErrorBoundary>
    </DesignProvider>
  );
}

function Screens() {
  const session = useSession();
  const { kind } = useSessionState();
  const [router] = useState(() => createConsoleRouter(session));
  useSpokenLanguage();
  // Whoever signs in or out is somewhere else afterwards: the routes decide where.
  useEffect(() => {
    if (kind !== 'opening') void router.invalidate();
  }, [router, kind]);
  return kind === 'opening' ? <Opening /> : <RouterProvider router={router} />;
}
