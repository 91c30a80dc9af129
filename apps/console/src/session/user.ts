import { LANGUAGES, ROLES } from '@balcao/domain';
import type { KeptTexts } from './keptTexts.ts';

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

/** Why a session ended by itself. `unsent`: changes that the server never got, gone with the replica. */
export type Ended = { reason: 'revoked'; unsent: number };

export type UserStore = {
  get(): SessionUser | null;
  set(user: SessionUser): void;
  /** Nobody is signed in any more. `ended` is kept for whoever stands before the sign-in screen, in every tab. */
  remove(ended?: Ended): void;
  ended(): Ended | null;
};

/** Raised when `SessionUser` changes shape: an older one is then forgotten and fetched anew. */
const VERSION = 1;

export function keptUser(storage: KeptTexts, name: string): UserStore {
  return {
    get: () => parse(storage.getItem(name))?.user ?? null,
    set: (user) => storage.setItem(name, JSON.stringify({ version: VERSION, user })),
    remove: (ended) => {
      if (ended) storage.setItem(name, JSON.stringify({ version: VERSION, ended }));
      else storage.removeItem(name);
    },
    ended: () => parse(storage.getItem(name))?.ended ?? null,
  };
}

type Kept = { version: number; user?: SessionUser; ended?: Ended };

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Kept;
    if (kept.version !== VERSION || (kept.user && !ROLES.includes(kept.user.role))) return null;
    return kept;
  } catch {
    return null; // somebody else's text under our name
  }
}

/** The language that the console speaks to this user, where theirs is one of ours. */
export function languageOf(user: SessionUser | null): string | null {
  return LANGUAGES.find((language) => language === user?.language) ?? null;
}
