import type { Log } from '../db/log.ts';

/** Tests read results, not logs. */
export const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
