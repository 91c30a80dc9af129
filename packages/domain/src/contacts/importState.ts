/**
 * An import of contacts (INB-13).
 *
 *   mapping ──start──▶ running ──▶ done
 *      └──────── cancel ──────┴──▶ cancelled
 */
export const IMPORT_STATES = ['mapping', 'running', 'done', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
