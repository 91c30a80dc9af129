/** Where the console lives inside the shell. A constant: the server's CORS rule names it too. */
export const CONSOLE_ORIGIN = 'app://balcao';
export const CONSOLE_SCHEME = 'app';
export const CONSOLE_HOST = 'balcao';

/**
 * `scheme://host` of an address, or null for what is no address.
 * Not `URL.origin`: for schemes of our own Node answers "null", which would make all of them equal.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
