import type { ReplicaDefinition, RowOf } from './define.ts';
import type { MergeRule } from './field.ts';
import { emptyRow, sameValue } from './row.ts';

/** A wish for a field of rule `ask` that met another change: `stands` is what the row keeps. */
export type Asked = { field: string; wish: unknown; stands: unknown };

export type Merged<Row> = {
  row: Row;
  /** Fields in which `row` differs from the master: what has to be written. */
  changed: (keyof Row & string)[];
  /** For their author to decide. */
  asked: Asked[];
};

/**
 * Brings a console's wish and the server's row together, field by field, by the rules of the definition (SYNC-06).
 * Pure; the server settles pushes with it, and the console puts later edits on top of an answer with it.
 *
 * @param base the row as the console knew it when it was edited; `null` when the console made it.
 * @param master the server's row; `null` when it has none.
 * @param wish the row as the console wants it.
 * Applying the same wish again changes nothing. Wishes that arrive in another order give the same row for the rules
 * `set`, `max`, `ask`, `once` and `server`; for `latest` the order of arrival is what decides.
 */
export function mergeRow<D extends ReplicaDefinition>(
  definition: D,
  { base, master, wish }: { base: RowOf<D> | null; master: RowOf<D> | null; wish: RowOf<D> },
): Merged<RowOf<D>> {
  const empty: Record<string, unknown> = emptyRow(definition, (wish as { id: string }).id);
  const known: Record<string, unknown> = base ?? empty;
  const stands: Record<string, unknown> = master ?? empty;
  const wished: Record<string, unknown> = wish;
  const creating = master === null;

  const row: Record<string, unknown> = {};
  const changed: string[] = [];
  const asked: Asked[] = [];
  for (const [name, field] of Object.entries(definition.fields)) {
    const rule: MergeRule = name === 'id' ? 'once' : field.merge;
    const sides = { base: known[name], master: stands[name], wish: wished[name] };
    row[name] = creating && rule !== 'server' ? sides.wish : settle(rule, sides);
    if (creating ? rule !== 'server' : !sameValue(row[name], sides.master)) changed.push(name);
    if (rule === 'ask' && !creating && isContested(sides)) {
      asked.push({ field: name, wish: sides.wish, stands: sides.master });
    }
  }
  return { row: row as RowOf<D>, changed: changed as (keyof RowOf<D> & string)[], asked };
}

type Sides = { base: unknown; master: unknown; wish: unknown };

function settle(rule: MergeRule, { base, master, wish }: Sides): unknown {
  switch (rule) {
    case 'server':
    case 'once':
      return master;
    case 'latest':
      return sameValue(base, wish) ? master : wish;
    case 'ask':
      return sameValue(base, wish) || isContested({ base, master, wish }) ? master : wish;
    case 'max':
      return Math.max(Number(master), Number(wish));
    case 'keys':
      return mergeKeys(record(base), record(master), record(wish));
    case 'set':
      return mergeSet(texts(base), texts(master), texts(wish));
  }
}

function isContested({ base, master, wish }: Sides): boolean {
  return !sameValue(base, wish) && !sameValue(base, master) && !sameValue(wish, master);
}

/** Sorted whenever something moved, so that two orders of arrival end in the same list. */
function mergeSet(base: string[], master: string[], wish: string[]): string[] {
  const added = wish.filter((value) => !base.includes(value));
  const removed = base.filter((value) => !wish.includes(value));
  const kept = master.filter((value) => !removed.includes(value));
  const merged = [...new Set([...kept, ...added])];
  const moved = merged.length !== master.length || merged.some((value) => !master.includes(value));
  return moved ? merged.sort() : master;
}

function mergeKeys(base: Values, master: Values, wish: Values): Values {
  const merged = { ...master };
  for (const key of Object.keys({ ...base, ...wish })) {
    if (sameValue(base[key], wish[key])) continue;
    if (wish[key] === undefined) delete merged[key];
    else merged[key] = wish[key];
  }
  return sameValue(merged, master) ? master : merged;
}

type Values = Record<string, unknown>;
const record = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
