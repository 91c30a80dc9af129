/** Looking into bodies of which nothing is promised yet: for `split`, which must never throw and drop nothing. */

/** Longer than any id that a platform gives; a lane's key is no place for more. */
export const PERSON_LIMIT = 140;
/** The lane of what concerns nobody in particular. */
export const NOBODY = '-';

export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** @returns undefined when it is no JSON, which itself has no undefined. */
export function jsonOf(text: Buffer | string): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}
