import { LANGUAGES, ROLES } from '@balcao/domain';

/** Who is signed in, as the server told it last. Kept on this device, so that the console opens without a network. */
export type SessionUser = {
  id: string;
  name: string;
  email: string;
  role: (typeof ROLES)[number];
  /** One of ours, or another BCP 47 tag. */
  language: string;
  companyId: string;
  companyName: string;
  companyDomain: string;
  /** IANA zone of the company. */
  zone: string;
  demo: boolean;
};

export type UserStore = { get(): SessionUser | null; set(user: SessionUser): void; remove(): void };

/** Raised when `SessionUser` changes shape: an older one is then forgotten and fetched anew. */
const VERSION = 1;

export function keptUser(storage: Storage, name: string): UserStore {
  return {
    get: () => parseUser(storage.getItem(name)),
    set: (user) => storage.setItem(name, JSON.stringify({ version: VERSION, user })),
    remove: () => storage.removeItem(name),
  };
}

function parseUser(text: string | null): SessionUser | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as { version?: unknown; user?: SessionUser };
    const { version, user } = kept;
    return version === VERSION && user?.id && ROLES.includes(user.role) ? user : null;
  } catch {
    return null; // somebody else's text under our name
  }
}

/** The language that the console speaks to this user, where theirs is one of ours. */
export function languageOf(user: SessionUser | null): string | null {
  return LANGUAGES.find((language) => language === user?.language) ?? null;
}
