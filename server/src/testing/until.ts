import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `holds` says true. For what happens by itself, a moment later. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not so within ${withinMs} ms: ${holds}`);
    await sleep(5);
  }
}
