import { type MacroAction, macroProblem, may, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { deleteMacro, insertMacro, isMacroNameTaken, lockMacro, updateMacro } from './store.ts';

export type MacroWish = {
  /** The caller's own: saved twice, there is one. */
  id: string;
  /** Only for a new one. */
  isCompanys: boolean;
  name: string;
  actions: readonly MacroAction[];
};

/**
 * Makes a macro or changes it. One's own are everybody's to keep, the company's need `macro.manage`.
 * @throws Refusal `macro.unsound`, `auth.notPermitted`, `record.nameTaken`
 */
export async function saveMacro(trx: Trx, actor: Actor, wish: MacroWish): Promise<void> {
  const problem = macroProblem(wish.actions);
  if (problem) {
    const step = problem.kind === 'afterEnd' ? problem.index + 1 : 0;
    throw new Refusal({ code: 'macro.unsound', reason: problem.kind, step });
  }
  const before = await lockMacro(trx, actor, wish.id);
  const ownerId = before ? before.ownerId : wish.isCompanys ? null : actor.userId;
  if (ownerId === null) requireManager(actor);
  const { companyId } = actor;
  const values = { id: wish.id, ownerId, name: wish.name, actions: wish.actions };
  const taken = () => new Refusal({ code: 'record.nameTaken', record: 'macro', name: wish.name });
  if (await isMacroNameTaken(trx, companyId, values)) throw taken();
  if (before) await updateMacro(trx, companyId, values);
  else if (!(await insertMacro(trx, companyId, values))) throw taken();
}

/** One that is gone already is a success. @throws Refusal `auth.notPermitted` */
export async function removeMacro(trx: Trx, actor: Actor, id: string): Promise<void> {
  const macro = await lockMacro(trx, actor, id);
  if (!macro) return;
  if (macro.ownerId === null) requireManager(actor);
  await deleteMacro(trx, actor.companyId, id);
}

function requireManager(actor: Actor): void {
  if (may(actor.role, 'macro.manage')) return;
  throw new Refusal({ code: 'auth.notPermitted', permission: 'macro.manage' });
}
