import { type Problem, Refusal } from '@balcao/domain';
import type { ReplicaDefinition, RowOf } from './define.ts';
import type { Field } from './field.ts';

/** Same value, whatever its shape. JSON values only: no dates, no cycles; a missing key counts as none. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => sameValue(value, b[index]));
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)));
}

/**
 * Whether two rows hold the same in every field of the definition. RxDB asks this for every row that passes, so it
 * walks the known fields and stops at the first difference, instead of comparing whole documents deeply.
 */
export function sameRow(definition: ReplicaDefinition, a: object, b: object): boolean {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const name in definition.fields) {
    if (left[name] !== right[name] && !sameValue(left[name], right[name])) return false;
  }
  return true;
}

function emptyValue(field: Field<unknown>): unknown {
  if (field.nullable) return null;
  switch (field.kind) {
    case 'text':
      return field.schema.safeParse('').success ? '' : (field.choices?.[0] ?? '');
    case 'int':
      return 0;
    case 'flag':
      return false;
    case 'list':
      return [];
    case 'json':
      return field.schema.safeParse([]).success ? [] : {};
  }
}

/**
 * A row that says nothing but its id: what a tombstone leaves on disk (no personal data survives it), and the base of
 * a row that two devices created at once.
 */
export function emptyRow<D extends ReplicaDefinition>(definition: D, id: string): RowOf<D> {
  const entries = Object.entries(definition.fields).map(([name, field]) => [name, emptyValue(field)]);
  return { ...Object.fromEntries(entries), id } as RowOf<D>;
}

/**
 * Parses what came over the wire. Fields that the definition does not know are left out: a newer console may have them.
 *
 * @throws Refusal `input.invalid`, naming the fields
 */
export function parseRow<D extends ReplicaDefinition>(definition: D, value: object): RowOf<D> {
  const given = value as Record<string, unknown>;
  const row: Record<string, unknown> = {};
  const issues: Extract<Problem, { code: 'input.invalid' }>['issues'] = [];
  for (const [name, field] of Object.entries(definition.fields)) {
    const parsed = field.schema.safeParse(given[name]);
    if (parsed.success) row[name] = parsed.data;
    else issues.push({ path: name, message: parsed.error.issues[0]?.message ?? 'invalid' });
  }
  if (issues.length > 0) throw new Refusal({ code: 'input.invalid', issues });
  return row as RowOf<D>;
}

/**
 * A row of an older version of the definition, as this version stores it: new fields empty, dropped ones gone. The
 * server sends every row again after a change of version, so what is empty here is empty for a moment only.
 */
export function conformRow<D extends ReplicaDefinition>(definition: D, old: { id: string }): RowOf<D> {
  const given = old as unknown as Record<string, unknown>;
  const row: Record<string, unknown> = emptyRow(definition, old.id);
  for (const [name, field] of Object.entries(definition.fields)) {
    const parsed = field.schema.safeParse(given[name]);
    if (parsed.success) row[name] = parsed.data;
  }
  return row as RowOf<D>;
}
