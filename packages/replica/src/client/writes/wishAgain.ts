import { REPLICAS } from '../../definitions/index.ts';
import type { Collections } from '../database.ts';
import { patch } from './patch.ts';

/**
 * A refused change of a row, wished once more upon the row as it is now. Fields that a console may not write, or whose
 * value does not fit, are left out.
 * @returns false when the row is not here, or nothing of the wish could be written.
 */
export async function wishAgain(
  collections: Collections,
  { replica, rowId, wish }: { replica: string; rowId: string; wish: Record<string, unknown> },
): Promise<boolean> {
  if (replica !== 'conversations' && replica !== 'contacts' && replica !== 'marks') return false;
  const fields = Object.entries(REPLICAS[replica].fields).flatMap(([name, { merge, schema }]) => {
    if (name === 'id' || merge === 'server' || merge === 'once' || !(name in wish)) return [];
    const value = schema.safeParse(wish[name]);
    return value.success ? [[name, value.data] as const] : [];
  });
  const document = await collections[replica].findOne(rowId).exec();
  if (!document || fields.length === 0) return false;
  await patch({ exec: async () => document as Patched }, Object.fromEntries(fields));
  return true;
}
/** Which of the three it is makes no difference to a patch of checked fields; RxDB's union of documents has no call. */
type Patched = { incrementalPatch(to: object): Promise<unknown> };
