/**
 * Preloaded into every process of the torture: what Node compiled is kept for the next one, which halves the time that
 * it needs to start. Node writes it when a process ends; these are killed.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { CACHE } from './cache.ts';

/** After it, everything that is needed at a start is loaded, also on a busy machine. */
const LOADED_AFTER_MS = 5_000;

enableCompileCache(CACHE);
setTimeout(flushCompileCache, LOADED_AFTER_MS).unref();
