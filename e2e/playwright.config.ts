import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env.BALCAO_BROWSER;

/** The product as people use it: the real server on a database of its own, the built console, a real Chromium. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: '../test-results',
  // One stack a worker. Since a console asks little of the processor, two of them take two thirds of the time of one.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    // A trace costs every journey a sixth of its time; `npm run e2e -- NAME --trace on` takes one of what failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Each journey starts in a new profile, and keeping the whole console there took longer than many a journey; those
    // that open it without a server allow it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        // A microphone that beeps, for voice messages.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
});
