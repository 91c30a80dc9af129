import { sql } from 'kysely';
import type { Database } from '../db/index.ts';
import { nudge } from '../jobs/index.ts';

/** An item with the channel that takes it; null: the platform's account is nobody's here. */
export type PlacedItem = {
  channel: { companyId: string; channelId: string } | null;
  account: string | null;
  person: string;
  payload: unknown;
};
export type Delivery = { correlationId: string; items: readonly PlacedItem[] };

/** Resolves when every item of the delivery, and the lanes that will handle them, are durable. */
export type Accept = (delivery: Delivery) => Promise<void>;

/** A delivery of more items has a statement of its own: the small ones need not wait for it. */
const LARGE = 100;
/** Deliveries that share a statement at most. */
const MOST_TOGETHER = 64;

/**
 * Stores deliveries in one statement (INB-06; migration 0010, docs/decisions/0010), and those that arrive while one is
 * under way together in the next: one commit for all of them. A single delivery waits for nobody; under load the cost
 * of a statement and a flush is shared, and what arrives first has the lower id.
 */
export function createAcceptance(database: Database, kind: string): Accept {
  type Waiting = { delivery: Delivery; resolve(): void; reject(error: unknown): void };
  const waiting: Waiting[] = [];
  let isStoring = false;

  async function storeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      await store(
        database,
        kind,
        batch.map((each) => each.delivery),
      );
      for (const each of batch) each.resolve();
    } catch (error) {
      if (batch.length === 1 || !isAboutData(error)) for (const each of batch) each.reject(error);
      else for (const each of batch) await storeTogether([each]); // one bad delivery must not take the others along
    }
  }

  async function drain(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) await storeTogether(waiting.splice(0, MOST_TOGETHER));
    isStoring = false;
  }

  return (delivery) => {
    if (delivery.items.length > LARGE) return store(database, kind, [delivery]);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ delivery, resolve, reject });
    if (!isStoring) void drain();
    return promise;
  };
}

async function store(database: Database, kind: string, deliveries: readonly Delivery[]): Promise<void> {
  const items = deliveries.flatMap(({ correlationId, items }) => items.map((item) => ({ ...item, correlationId })));
  const keys = items.map(keyOf);
  await sql`select accept_inbound(${kind}, ${items.map((item) => item.channel?.companyId ?? null)}::uuid[],
    ${items.map((item) => item.channel?.channelId ?? null)}::uuid[], ${keys}::text[],
    ${items.map((item) => storableJson(item.payload))}::jsonb[], ${items.map((item) => item.correlationId)}::text[])`.execute(
    database.kysely,
  );
  const lanes = new Map(items.map((item, index) => [keys[index] ?? '', item.channel?.companyId]));
  nudge(
    database,
    lanes
      .entries()
      .flatMap(([key, companyId]) => (companyId ? [{ companyId, key }] : []))
      .toArray(),
  );
}

/** The lane of a known channel's person; for the others a key that says whose it would be (webhookErrors.ts reads it). */
function keyOf({ channel, account, person }: PlacedItem): string {
  return `in:${channel?.channelId ?? account ?? ''}:${storable(person)}`;
}

/**
 * The fault of a delivery, not of the database: PostgreSQL's classes 22 (data), 23 (constraints) and 54 (limits, such as
 * JSON nested too deep), and JavaScript's own limit of nesting.
 */
export const isAboutData = (error: unknown): boolean =>
  error instanceof RangeError ||
  (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|54)/.test(error.code));

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
