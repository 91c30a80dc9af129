/**
 * A connection that prepares the statements it is asked again and again: parsing and planning, with row-level security,
 * took about half of what PostgreSQL did for a message that arrives. Reasons: docs/decisions/0016-prepared-statements.md.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** Seen so often, a statement is worth a name. Lower: statements that nobody asks again stay in every connection. */
const WORTH_IT = 3;
/** Lists of ids make a text for every length. Statements at most that are counted, and that get a name. */
const MOST_COUNTED = 5_000;
const MOST_NAMED = 1_000;

const counted = new Map<string, number>();
const named = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const name = named.get(text);
  if (name !== undefined || named.size >= MOST_NAMED) return name;
  const seen = (counted.get(text) ?? 0) + 1;
  if (seen < WORTH_IT) {
    if (counted.size >= MOST_COUNTED) counted.clear();
    counted.set(text, seen);
    return undefined;
  }
  counted.delete(text);
  // A name holds 63 bytes; pg refuses two texts of one name.
  const made = createHash('sha256').update(text).digest('base64url');
  named.set(text, made);
  return made;
}

export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares eleven overloads, of which Kysely uses one
  override query(...args: any[]): any {
    const [text, values] = args;
    const name = args.length === 2 && typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    const query = super.query as (...args: unknown[]) => unknown;
    return name === undefined ? query.apply(this, args) : query.call(this, { name, text, values });
  }
}
