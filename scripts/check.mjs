// npm run check: types, lint and format, architecture.
import { ensureInstalled } from './ground.mjs';
import { CHECKS, runSuites } from './suites.mjs';

await ensureInstalled();
const { failed } = await runSuites([], CHECKS);
process.exitCode = failed === 0 ? 0 : 1;
