export { createBrowserSession, lastUser } from './browserSession.ts';
export { SessionContext, useSession, useSessionState, useUser } from './context.ts';
export { useInstallation } from './installation.ts';
export { Logo } from './Logo.tsx';
export { openPhone } from './openPhone.ts';
export { SignInScreen } from './SignInScreen.tsx';
export { SignOutDialog } from './SignOutDialog.tsx';
export type { Session } from './session.ts';
export { languageOf, type SessionUser } from './user.ts';
