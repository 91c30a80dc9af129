/** What becomes of two contacts who are one person (INB-12), and of the survivor when that is undone. */
import type { CustomValues } from './customFields.ts';
import type { ContactStatus, OptIn } from './identity.ts';

export type MergeableFields = {
  name: string;
  phone: string;
  email: string;
  language: string;
  zone: string;
  status: ContactStatus;
  externalId: string;
  ownerId: string;
  score: number;
  temperature: number;
  optIn: OptIn | null;
  notes: string;
  tags: string[];
  segments: string[];
  custom: CustomValues;
};

/** Of these there can be one only, so a person may choose; of all others both sides' are kept. */
export const CHOOSABLE_FIELDS = [
  'name',
  'phone',
  'email',
  'status',
  'language',
  'zone',
  'externalId',
  'ownerId',
  'score',
  'temperature',
  'optIn',
] as const;
export type ChoosableField = (typeof CHOOSABLE_FIELDS)[number];

const isEmpty = (value: unknown): boolean => value === '' || value === null || value === 0;

/**
 * @param taken the fields in which the other contact's value stands. Without a choice the survivor's does, unless it is
 * empty. "No" to offers is never lost: who said it on either side has said it.
 */
export function mergeFields(
  survivor: MergeableFields,
  other: MergeableFields,
  taken: readonly ChoosableField[],
): MergeableFields {
  const pick = <K extends ChoosableField>(field: K): MergeableFields[K] =>
    taken.includes(field) || isEmpty(survivor[field]) ? other[field] : survivor[field];
  const refused = [survivor.optIn, other.optIn].find((optIn) => optIn?.state === 'out');
  return {
    name: pick('name'),
    phone: pick('phone'),
    email: pick('email'),
    language: pick('language'),
    zone: pick('zone'),
    status: pick('status'),
    externalId: pick('externalId'),
    ownerId: pick('ownerId'),
    score: pick('score'),
    temperature: pick('temperature'),
    optIn: taken.includes('optIn') ? other.optIn : (refused ?? pick('optIn')),
    notes: bothNotes(survivor.notes, other.notes),
    tags: [...new Set([...survivor.tags, ...other.tags])].sort(),
    segments: [...new Set([...survivor.segments, ...other.segments])].sort(),
    custom: { ...other.custom, ...survivor.custom },
  };
}

const LONGEST_NOTES = 10_000;
const bothNotes = (mine: string, theirs: string): string =>
  (mine === theirs || theirs === '' ? mine : mine === '' ? theirs : `${mine}\n\n${theirs}`).slice(0, LONGEST_NOTES);

/** A merge can be undone so long. */
export const UNDO_MERGE_DAYS = 30;
const UNDO_MERGE_MS = UNDO_MERGE_DAYS * 24 * 60 * 60 * 1000;
export const canUndoMerge = (mergedAtMs: number, nowMs: number): boolean => nowMs - mergedAtMs <= UNDO_MERGE_MS;

/** The survivor's fields after undoing: as before the merge, but for those that were edited since. */
export function unmergeFields(
  current: MergeableFields,
  after: MergeableFields,
  before: MergeableFields,
  same: (a: unknown, b: unknown) => boolean,
): MergeableFields {
  const fields = Object.keys(before) as (keyof MergeableFields)[];
  return Object.fromEntries(
    fields.map((field) => [field, same(current[field], after[field]) ? before[field] : current[field]]),
  ) as MergeableFields;
}
