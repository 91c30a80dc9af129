/** A console in a process of its own, which may be killed at any moment: its disk is a file (consoles.ts). */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { journalStorage } from '@balcao/replica/testing';
import { createDrivenConsole } from './consoleDeeds.ts';
import type { Command } from './consoleWords.ts';

/** After it, everything that is needed at a start is compiled, also on a busy machine. */
const COMPILED_AFTER_MS = 5_000;

// Node keeps what it compiled when a process ends in order; this one is killed.
setTimeout(flushCompileCache, COMPILED_AFTER_MS).unref();

const driven = createDrivenConsole(({ disk }) =>
  journalStorage({
    // The last line may have been cut by the kill; it was never answered.
    lines: existsSync(disk) ? readFileSync(disk, 'utf8').split('\n').slice(0, -1) : [],
    append: (line) => appendFileSync(disk, `${line}\n`),
  }),
);

process.on('message', async ({ id, command }: { id: number; command: Command }) => {
  try {
    process.send?.({ id, answer: await driven.obey(command) });
  } catch (error) {
    process.send?.({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
// Ctrl-C reaches every process of the run: what it plays is ended in order, and told.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
