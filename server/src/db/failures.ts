/** What went wrong with the database, as far as it decides what to do next. Codes: PostgreSQL, appendix A. */

const CONFLICTS = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

const CONNECTION_LOST = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown: another session crashed, all end
  '57P03', // cannot_connect_now: starting, or stopping
  '08006', // connection_failure
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // the socket is not there
]);

/** pg itself gives these no code. */
const LOST_IN_WORDS = /Connection terminated|Client has encountered a connection error|not queryable/;

/** Two transactions were in each other's way; this one was rolled back and may simply be done again. */
export const isConflict = (error: unknown) => CONFLICTS.has(codeOf(error));

/** The server went away, or is not there yet. */
export const isConnectionLost = (error: unknown) =>
  CONNECTION_LOST.has(codeOf(error)) || (error instanceof Error && LOST_IN_WORDS.test(error.message));

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
