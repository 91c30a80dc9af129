import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const executablePath = process.env.BALCAO_BROWSER ?? ['/usr/bin/chromium'].find((path) => existsSync(path));

/** The built shell as people use it: through the stand-in everywhere, through Electron where its binary is. */
export default defineConfig({
  testDir: 'test',
  outputDir: '../../test-results/desktop',
  globalSetup: './test/builtShell.ts',
  // Each test has a shell, a profile and ports of its own.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  projects: [
    { name: 'stand-in', testIgnore: 'electron.spec.ts' },
    { name: 'electron', testMatch: 'electron.spec.ts' },
  ],
  use: { ...(executablePath ? { launchOptions: { executablePath, args: ['--no-sandbox'] } } : {}) },
});
