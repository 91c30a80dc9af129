/**
 * A connection that prepares the statements it is asked again and again, and begins a transaction together with its first
 * statement: parsing, planning and the journeys took most of what a message that arrives costs. Reasons:
 * docs/decisions/0016-prepared-statements.md.
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

/** What a transaction begins with, and what it says next (transaction.ts): one journey to the database instead of two. */
const OPENING = /^start transaction read (only|write)$/;
const ENTER_COMPANY = "select set_config('app.company_id', $1, true)";

export class PreparingClient extends pg.Client {
  /** The beginning of a transaction that travels with the statement after it. */
  private opening: string | null = null;

  // biome-ignore lint/suspicious/noExplicitAny: pg declares eleven overloads, of which Kysely uses one
  override query(...args: any[]): any {
    const [text, values] = args;
    const query = super.query as (...args: unknown[]) => unknown;
    if (args.length !== 2 || typeof text !== 'string' || !Array.isArray(values)) return query.apply(this, args);
    if (OPENING.test(text)) {
      this.opening = text;
      return Promise.resolve({ command: 'START', rowCount: null, rows: [] });
    }
    const { opening } = this;
    this.opening = null;
    if (opening !== null && text === ENTER_COMPANY) {
      return query.call(this, `${opening}; set local app.company_id = ${this.escapeLiteral(String(values[0]))}`);
    }
    // Its failure is the next statement's too: there is no transaction then that could go on.
    if (opening !== null) Promise.resolve(query.call(this, opening, [])).catch(() => {});
    const name = nameOf(text);
    return name === undefined ? query.apply(this, args) : query.call(this, { name, text, values });
  }
}
