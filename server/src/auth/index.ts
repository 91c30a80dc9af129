export type { Actor } from './actor.ts';
export { hashPassword } from './passwords.ts';
export { createSessions, type Sessions } from './sessions.ts';
export { SESSION_REVOKED_CHANNEL } from './store.ts';
