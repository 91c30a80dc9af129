// npm run e2e [-- filter …]: the journeys alone, on what is built now.
import { ensureConsoleBuilt } from './builds.mjs';
import { ensureBrowser, ensureInstalled, run, toolEnvironment } from './ground.mjs';

await ensureInstalled();
const browser = await ensureBrowser();
if (browser) toolEnvironment.BALCAO_BROWSER = browser;
await ensureConsoleBuilt();
process.exitCode = await run('playwright', ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)]);
