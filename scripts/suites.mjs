// The suites of `npm test`, each with how it is run and how its real counts are read.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, runHeld, say, toolEnvironment } from './ground.mjs';

/** A check either holds or does not: it counts as one. What it says comes at its end, so it can run beside a suite. */
const check = (name, command, args) => ({
  name,
  async run() {
    const { code, output } = await runHeld(command, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
  },
});

/** A runner that leaves a JSON report; without a readable one the suite failed, whatever else it said. */
const reported = (name, command, args, report, count, env = () => ({})) => ({
  name,
  async run() {
    const path = join(ROOT, 'node_modules', '.cache', report);
    rmSync(path, { force: true });
    const code = await run(command, args(path), { env: { ...toolEnvironment, ...env(path) } });
    if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
    const counts = count(JSON.parse(readFileSync(path, 'utf8')));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  },
});

const vitestCounts = (report) => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  skipped: report.numPendingTests + report.numTodoTests,
});

const playwrightCounts = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});

const playwright = (name, config, report) =>
  reported(
    name,
    'playwright',
    () => ['test', '--config', config, '--reporter=list,json'],
    report,
    playwrightCounts,
    (path) => ({
      PLAYWRIGHT_JSON_OUTPUT_FILE: path,
    }),
  );

/** Histories of sync from a new seed each time; it prints the seed and a history that failed. */
const torture = (name, args) =>
  reported(
    name,
    'node',
    (path) => ['server/src/torture/command.ts', ...args, '--report', path],
    'torture.json',
    (counts) => counts,
  );

export const CHECKS = [
  check('types', 'npm', ['run', '--silent', 'types']),
  check('lint and format', 'npm', ['run', '--silent', 'lint']),
  check('architecture', 'npm', ['run', '--silent', 'arch']),
];

export const TESTS = [
  reported(
    'unit and integration',
    'vitest',
    (path) => ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`],
    'vitest.json',
    vitestCounts,
  ),
  // Broken on purpose first: a torture that finds nothing then would find nothing ever.
  torture('sync torture', ['--proof', '--seconds', '45']),
  playwright('end to end', 'e2e/playwright.config.ts', 'e2e.json'),
  playwright('desktop shell', 'apps/desktop/playwright.config.ts', 'desktop.json'),
];

/**
 * Runs suites one after the other; all of them, whatever fails.
 *
 * @param checks run beside the first suite, which waits for the disk and for clocks a fifth of its time.
 * @returns the summed counts.
 */
export async function runSuites(suites, checks = []) {
  const checking = runChecks(checks);
  const rows = [];
  for (const suite of suites) {
    say(`\n── ${suite.name}`);
    rows.push(await timed(suite));
    if (rows.length === 1) rows.unshift(...told(await checking));
  }
  if (suites.length === 0) rows.push(...told(await checking));
  say('');
  for (const row of rows) {
    const skipped = row.skipped ? `, ${row.skipped} skipped` : '';
    say(`${row.name}: ${row.passed} passed, ${row.failed} failed${skipped} (${row.seconds} s)`);
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

async function runChecks(checks) {
  const rows = [];
  for (const each of checks) rows.push(await timed(each));
  return rows;
}

function told(checked) {
  for (const { name, output } of checked) say(`\n── ${name}\n${output}`);
  return checked;
}

async function timed(suite) {
  const startedAt = Date.now();
  const counts = await suite.run();
  return { name: suite.name, ...counts, seconds: Math.round((Date.now() - startedAt) / 1000) };
}
