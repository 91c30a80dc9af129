// npm run bench [-- NAME]: the figures, on what is built now.
import { ensureConsoleBuilt } from './builds.mjs';
import { ensureBrowser, ensureInstalled, run, toolEnvironment } from './ground.mjs';

await ensureInstalled();
const browser = await ensureBrowser();
if (browser) toolEnvironment.BALCAO_BROWSER = browser;
await ensureConsoleBuilt();
process.exitCode = await run('node', ['bench/run.ts', ...process.argv.slice(2)]);
