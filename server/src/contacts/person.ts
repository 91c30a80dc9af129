import { type IdentityKind, phoneMatchKey } from '@balcao/domain';

/** One way in which a platform names somebody, spelled as the platform spells it: that is what one answers to. */
export type Identity = { kind: IdentityKind; value: string };

/** Somebody as a delivery names them: at least one identity, the most reliable first; `name` is empty when not told. */
export type Person = { identities: readonly Identity[]; name: string };

const PHONE_LIKE: readonly IdentityKind[] = ['phone', 'whatsapp'];

/** What finds the same person again (INB-10). Only numbers are folded: ids of other kinds are nobody's to rewrite. */
export function matchKeyOf(identity: Identity): string {
  if (PHONE_LIKE.includes(identity.kind)) return phoneMatchKey(identity.value) ?? identity.value;
  return identity.kind === 'email' ? identity.value.toLowerCase() : identity.value;
}

export const isPhoneLike = (identity: Identity): boolean => PHONE_LIKE.includes(identity.kind);
