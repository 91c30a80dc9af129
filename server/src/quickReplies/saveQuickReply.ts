import { may, Refusal, shortcutOf } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { filesFor, insertReply, isShortcutTaken, keepFiles, lockReply, updateReply } from './store.ts';

export type QuickReplyWish = {
  /** The caller's own: saved twice, there is one. */
  id: string;
  /** Only for a new one; what somebody may see never moves. */
  isCompanys: boolean;
  name: string;
  shortcut: string;
  text: string;
  /** Files that the actor uploaded, or that stand in it already. */
  mediaIds: readonly string[];
};

/**
 * Makes a quick reply or changes it. One's own are everybody's to keep, the company's need `quickReply.manage`.
 * @throws Refusal `auth.notPermitted`, `record.nameTaken`, `record.notFound` (a file), `input.invalid` (a shortcut of no
 *   letters)
 */
export async function saveQuickReply(trx: Trx, actor: Actor, wish: QuickReplyWish): Promise<void> {
  const { companyId } = actor;
  const before = await lockReply(trx, actor, wish.id);
  const ownerId = before ? before.ownerId : wish.isCompanys ? null : actor.userId;
  if (ownerId === null) requireManager(actor);
  const shortcut = shortcutOf(wish.shortcut);
  if (shortcut === '') throw new Refusal({ code: 'input.invalid', issues: [{ path: 'shortcut', message: 'empty' }] });
  const taken = () => new Refusal({ code: 'record.nameTaken', record: 'quickReply', name: `/${shortcut}` });
  if (await isShortcutTaken(trx, companyId, { id: wish.id, ownerId, shortcut })) throw taken();
  const files = await filesFor(trx, actor, wish.id, wish.mediaIds);
  const lost = wish.mediaIds.find((mediaId) => !files.some((file) => file.mediaId === mediaId));
  if (lost) throw new Refusal({ code: 'record.notFound', record: 'media', id: lost });
  const values = { id: wish.id, name: wish.name, shortcut, text: plain(wish.text), files };
  if (before) await updateReply(trx, companyId, values);
  else if (!(await insertReply(trx, companyId, { ...values, ownerId }))) throw taken();
  await keepFiles(trx, companyId, wish.id, wish.mediaIds);
}

export function requireManager(actor: Actor): void {
  if (may(actor.role, 'quickReply.manage')) return;
  throw new Refusal({ code: 'auth.notPermitted', permission: 'quickReply.manage' });
}

/** PostgreSQL keeps no NUL, and half a surrogate pair is no text anywhere. */
const plain = (text: string) => text.replaceAll('\0', '').toWellFormed();
