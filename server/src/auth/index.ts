export type { Actor } from './actor.ts';
export { demandScope } from './demandScope.ts';
export { accessSweepJob } from './jobs.ts';
export { linkBase } from './linkBase.ts';
export { makeLink } from './passwordLink.ts';
export { hashOfNobody, hashPassword } from './passwords.ts';
export { endSessionsOf } from './revokeSession.ts';
export { type Caller, createSessions, type Sessions } from './sessions.ts';
export { SESSION_REVOKED_CHANNEL } from './store.ts';
