import { sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { type LaneId, nudge } from '../jobs/index.ts';
import type { InboundItem } from './adapter.ts';

export type Acceptance = {
  kind: string;
  correlationId: string;
  items: readonly InboundItem[];
  /** The channels that the delivery's signature speaks for. */
  trustedChannelIds: readonly string[];
};

/**
 * Stores every item of a delivery and wakes their lanes, in one statement that is durable when it returns (INB-06;
 * migration 0010, docs/decisions/0010).
 *
 * @returns `unknown` when items belong to no trusted channel: they are kept under the installation.
 */
export async function acceptDelivery(database: Database, delivery: Acceptance): Promise<'known' | 'unknown'> {
  const { items } = delivery;
  const { rows } = await sql<{ companyId: string; laneKey: string }>`
    select company_id, lane_key from accept_inbound(
      ${delivery.kind}, ${delivery.correlationId}, ${[...delivery.trustedChannelIds]}::uuid[],
      ${items.map((item) => item.account)}::text[], ${items.map((item) => storable(item.person))}::text[],
      ${items.map((item) => storableJson(item.payload))}::jsonb[])`.execute(database.kysely);
  const lanes: LaneId[] = rows
    .filter((row) => row.laneKey !== '')
    .map((row) => ({ companyId: row.companyId, key: row.laneKey }));
  nudge(database, lanes);
  return lanes.length === rows.length ? 'known' : 'unknown';
}

/** PostgreSQL's text and jsonb hold neither NUL nor half a surrogate pair, which JSON can write; they become U+FFFD. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

function storableJson(payload: unknown): string {
  const text = JSON.stringify(payload);
  if (!ESCAPED.test(text)) return text;
  return JSON.stringify(cleaned(payload));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [storable(name), cleaned(held)]));
}
