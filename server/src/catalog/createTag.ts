import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { insertTag } from './store.ts';

/** @throws Refusal `record.nameTaken` */
export async function createTag(
  trx: Trx,
  { companyId }: Actor,
  tag: { name: string; color: string },
): Promise<{ id: string }> {
  const id = await insertTag(trx, { companyId, ...tag });
  if (!id) throw new Refusal({ code: 'record.nameTaken', record: 'tag', name: tag.name });
  return { id };
}
