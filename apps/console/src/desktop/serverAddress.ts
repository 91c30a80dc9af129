import { desktop } from './bridge.ts';

/** Where the server is, without a trailing slash: whoever served this page, or what the desktop was told. `null`: nobody said yet. */
export async function serverAddress(): Promise<string | null> {
  return desktop ? desktop.server.getAddress() : location.origin;
}

/** The socket of the replicas. */
export function syncAddress(server: string): string {
  return `${server.replace(/^http/, 'ws')}/sync`;
}
