import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Playwright's list marks a skipped test by a dash; a person should read why, once a reason. */
export default class SayWhySkipped implements Reporter {
  readonly #reasons = new Map<string, number>();

  onTestEnd({ annotations }: TestCase, { status }: TestResult): void {
    if (status !== 'skipped') return;
    const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason was given';
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  onEnd(_result: FullResult): void {
    for (const [reason, count] of this.#reasons) process.stdout.write(`\n  ${count} skipped: ${reason}\n`);
  }
}
