import { existsSync } from 'node:fs';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Files that start processes and wait for them; the default 5 s is for units. */
const SERVER_TIMEOUT_MS = 60_000;

const REPLICA_CLIENT = 'packages/replica/src/client/**/*.test.ts';

/**
 * What we write keeps nothing in its modules, so files share them (`isolate: false`): loading every library anew for each
 * of a hundred files took four fifths of the pure tests' time, and a third of the server's.
 */
const projects: TestProjectConfiguration[] = [
  { test: { name: 'packages', include: ['packages/**/src/**/*.test.ts'], exclude: [REPLICA_CLIENT], isolate: false } },
  // Its files share one IndexedDB otherwise, and some of them say that nothing is in it.
  { test: { name: 'replica', include: [REPLICA_CLIENT] } },
  {
    test: {
      name: 'server',
      include: ['server/src/**/*.test.ts'],
      isolate: false,
      // One PostgreSQL a run; each file clones its migrated template (server/src/testing).
      globalSetup: ['server/src/testing/globalSetup.ts'],
      testTimeout: SERVER_TIMEOUT_MS,
      hookTimeout: SERVER_TIMEOUT_MS,
    },
  },
  // The apps bring a configuration of their own where they need more than this (plugins, a DOM).
  ...['console', 'desktop', 'webchat', 'booking'].map((app) =>
    existsSync(`apps/${app}/vitest.config.ts`)
      ? `apps/${app}/vitest.config.ts`
      : { test: { name: app, include: [`apps/${app}/src/**/*.test.{ts,tsx}`], isolate: false } },
  ),
  { test: { name: 'ground', include: ['scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'], isolate: false } },
];

export default defineConfig({
  test: {
    projects,
    // One more than CI has cores: the server’s files wait for disks and clocks a fifth of their time.
    maxWorkers: 3,
  },
});
