/** What the shell asked of the system so far, as plain data: each model adds its own part and is asked when needed. */
const parts = new Map<string, () => unknown>();

export function recorded(name: string, read: () => unknown): void {
  parts.set(name, read);
}

export function everything(): Record<string, unknown> {
  return Object.fromEntries([...parts].map(([name, read]) => [name, read()]));
}
