import type { Logger } from 'pino';

/** What the database's modules need of the logger. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
