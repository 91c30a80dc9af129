// npm test: brings what is missing, runs every suite, and ends with their summed counts.
import { ensureConsoleBuilt, ensureDesktopBuilt } from './builds.mjs';
import { ensureBrowser, ensureInstalled, say, toolEnvironment } from './ground.mjs';
import { CHECKS, runSuites, TESTS } from './suites.mjs';

try {
  await ensureInstalled();
  const browser = await ensureBrowser();
  if (browser) toolEnvironment.BALCAO_BROWSER = browser;
  await ensureConsoleBuilt();
  await ensureDesktopBuilt();
} catch (error) {
  say(error.message);
  say('0 passed, 1 failed');
  process.exit(1);
}

const { passed, failed, skipped } = await runSuites(TESTS, CHECKS);
say(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
