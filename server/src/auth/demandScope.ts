import { Refusal, type Scope } from '@balcao/domain';
import type { Caller } from './sessions.ts';

/**
 * Sees to it that an API key reaches only what its scopes say; people are seen to by their role.
 * @param needed `null`: only people may.
 * @throws Refusal `auth.scopeMissing`, `auth.peopleOnly`
 */
export function demandScope({ by }: Caller, needed: Scope | null): void {
  if (by.kind === 'session') return;
  if (needed === null) throw new Refusal({ code: 'auth.peopleOnly' });
  if (!by.scopes.includes(needed)) throw new Refusal({ code: 'auth.scopeMissing', scope: needed });
}
