/**
 * What an API key may reach (PLAT-04): areas of the REST face, to read or also to write. A key never does more than the
 * person it stands for, and less where its scopes say so. An address that no area covers is closed to keys.
 */
import { z } from 'zod';

/** Areas by the first part of the path below /central-atendimento (docs/interfaces). A new part is a line here. */
const AREA_OF_SEGMENT = {
  canais: 'channels',
  whatsapp: 'channels',
  contatos: 'contacts',
  conversas: 'conversations',
  filas: 'queues',
  atendimentos: 'queues',
  analytics: 'queues',
  busca: 'search',
  empresa: 'company',
  macros: 'macros',
  'respostas-rapidas': 'quickReplies',
  'entregas-falhas': 'deliveries',
  'erros-webhook': 'deliveries',
  webhooks: 'webhooks',
  usuarios: 'users',
  custos: 'company',
  agenda: 'agenda',
} as const;

export const SCOPE_AREAS = [...new Set(Object.values(AREA_OF_SEGMENT))];
export type ScopeArea = (typeof SCOPE_AREAS)[number];
export const SCOPE_VERBS = ['read', 'write'] as const;
export type ScopeVerb = (typeof SCOPE_VERBS)[number];
export type Scope = `${ScopeArea}:${ScopeVerb}`;

export const ALL_SCOPES = SCOPE_AREAS.flatMap((area) => SCOPE_VERBS.map((verb): Scope => `${area}:${verb}`));
export const scope = z.enum(ALL_SCOPES);

const BASE = '/central-atendimento/';

/** @returns the scope that a call of the REST face needs; `null` where no key may go. */
export function scopeOfCall(method: string, path: string): Scope | null {
  if (!path.startsWith(BASE)) return null;
  const segment = path.slice(BASE.length).split('/', 1)[0] ?? '';
  const area = Object.entries(AREA_OF_SEGMENT).find(([name]) => name === segment)?.[1];
  return area === undefined ? null : `${area}:${method === 'GET' ? 'read' : 'write'}`;
}
