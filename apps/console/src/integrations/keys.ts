import { SCOPE_AREAS, SCOPE_VERBS, type Scope } from '@balcao/domain';
import type { Api } from '../api/index.ts';

export type ApiKey = Awaited<ReturnType<Api['auth']['keys']['list']['query']>>['items'][number];
export const keysKey = ['auth', 'keys'];

/** Days that a key is valid for; `null`: until somebody revokes it. The first is offered first. */
export const VALIDITIES = [90, 30, 365, null] as const;

/** One row an area: what may be ticked in it. */
export const SCOPE_ROWS = SCOPE_AREAS.map((area) => ({
  area,
  scopes: SCOPE_VERBS.map((verb): { verb: typeof verb; scope: Scope } => ({ verb, scope: `${area}:${verb}` })),
}));
