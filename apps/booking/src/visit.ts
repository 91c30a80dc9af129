/** One visit has one name, so that whoever looks through five months asked once; it says nothing about who they are. */
const nameOf = (): string => `visit ${location.pathname}`;
let inMemory: string | null = null;

/** The same until `endVisit`, over reloads, in this tab only. */
export function visit(): string {
  inMemory ??= read() ?? crypto.randomUUID();
  try {
    sessionStorage.setItem(nameOf(), inMemory);
  } catch {
    // A browser that keeps nothing: a reload is another visit.
  }
  return inMemory;
}

/** What it led to is done: whoever goes on from here begins anew. */
export function endVisit(): void {
  inMemory = null;
  try {
    sessionStorage.removeItem(nameOf());
  } catch {
    // Nothing was kept.
  }
}

function read(): string | null {
  try {
    return sessionStorage.getItem(nameOf());
  } catch {
    return null;
  }
}
