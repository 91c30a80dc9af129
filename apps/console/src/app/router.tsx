import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { type Session, SetPasswordScreen, SignInScreen } from '../session/index.ts';
import { ConversationsRoute } from './ConversationsRoute.tsx';
import { Desk } from './Desk.tsx';
import { RouteError } from './RouteError.tsx';
import { RouteNotFound } from './RouteNotFound.tsx';

type Context = { session: Session };

const root = createRootRouteWithContext<Context>()({ notFoundComponent: RouteNotFound });

/** Where one wanted to go before being asked who one is. Only a path of ours: never another site. */
type SignInSearch = { next?: string };
const ourPath = (value: unknown) => (typeof value === 'string' && /^\/(?!\/)/.test(value) ? value : undefined);

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): SignInSearch => {
    const path = ourPath(next);
    return path ? { next: path } : {};
  },
  beforeLoad: ({ context, search }) => {
    if (context.session.state().kind === 'signedIn') throw redirect({ href: search.next ?? '/conversations' });
  },
  component: SignInScreen,
});

/** Where mailed links lead, whoever is signed in here. */
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: SetPasswordScreen,
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: ({ context, location }) => {
    if (context.session.state().kind === 'signedIn') return;
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
  },
  component: Desk,
  errorComponent: RouteError,
});

const start = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/conversations/{-$id}', params: {} });
  },
});

const conversations = createRoute({
  getParentRoute: () => desk,
  path: '/conversations/{-$id}',
  component: ConversationsRoute,
  errorComponent: RouteError,
});

const contacts = createRoute({
  getParentRoute: () => desk,
  path: '/contacts/{-$id}',
  component: lazyRouteComponent(() => import('./ContactsRoute.tsx'), 'ContactsRoute'),
  errorComponent: RouteError,
});

const calendar = createRoute({
  getParentRoute: () => desk,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./CalendarRoute.tsx'), 'CalendarRoute'),
  errorComponent: RouteError,
});

const board = createRoute({
  getParentRoute: () => desk,
  path: '/board',
  component: lazyRouteComponent(() => import('./BoardRoute.tsx'), 'BoardRoute'),
  errorComponent: RouteError,
});

const reports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  component: lazyRouteComponent(() => import('./ReportsRoute.tsx'), 'ReportsRoute'),
  errorComponent: RouteError,
});

const funnel = createRoute({
  getParentRoute: () => desk,
  path: '/reports/booking',
  component: lazyRouteComponent(() => import('./FunnelRoute.tsx'), 'FunnelRoute'),
  errorComponent: RouteError,
});

const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings/{-$section}',
  component: lazyRouteComponent(() => import('./SettingsRoute.tsx'), 'SettingsRoute'),
  errorComponent: RouteError,
});

export function createConsoleRouter(session: Session) {
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      setPassword,
      desk.addChildren([start, conversations, calendar, contacts, board, reports, funnel, settings]),
    ]),
    context: { session },
    defaultPreload: false,
    // Screens keep their own scroll positions in their own scrollers.
    scrollRestoration: false,
  });
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;
declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
