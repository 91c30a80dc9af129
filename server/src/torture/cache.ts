import { join } from 'node:path';

/** Kept from run to run: the consoles' bundle, and what Node compiled, which it finds again by a file's path. */
export const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/torture');
