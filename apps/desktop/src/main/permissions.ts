/**
 * What the console may ask of Chromium, with the reason; whatever is not here is denied (CON-02).
 * Only the console's own origin is asked at all (security.ts).
 */
const ALLOWED: Readonly<Record<string, string>> = {
  media: 'record a voice message; the microphone alone, see below',
  notifications: 'announce a message where the native ones are missing',
  'clipboard-sanitized-write': 'copy a text or a phone number on the user’s own click',
  'persistent-storage': 'keep Chromium from clearing the replica when the disk fills',
  // Chromium asks before a page may reach an address of this machine or network. The CSP names the one server that
  // it may reach, so this opens no other.
  'local-network': 'the company’s server often stands in its own network',
  'local-network-access': 'the former name of the same',
  'loopback-network': 'the server of a single desk runs on this machine',
};

/** @param mediaTypes what a `media` request is for; absent where Chromium does not say, and then it is denied. */
export function mayUse(permission: string, mediaTypes: readonly string[] | undefined): boolean {
  if (!Object.hasOwn(ALLOWED, permission)) return false;
  if (permission !== 'media') return true;
  return mediaTypes !== undefined && mediaTypes.length > 0 && mediaTypes.every((type) => type === 'audio');
}
