export type { Actor } from './actor.ts';
export { demandScope } from './demandScope.ts';
export { hashPassword } from './passwords.ts';
export { type Caller, createSessions, type Sessions } from './sessions.ts';
export { SESSION_REVOKED_CHANNEL } from './store.ts';
