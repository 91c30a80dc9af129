import { type MacroAction, macroActions } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

export type MacroRecord = { id: string; ownerId: string | null; name: string; actions: MacroAction[] };

const visible = (trx: Trx, { companyId, userId }: Actor, id: string) =>
  trx
    .selectFrom('macro')
    .select(['id', 'ownerId', 'name', 'actions'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', userId)]));

/** One of the company's or the actor's own; colleagues' own do not exist for anybody else. */
export async function macroById(trx: Trx, actor: Actor, id: string): Promise<MacroRecord | null> {
  const row = await visible(trx, actor, id).executeTakeFirst();
  return row ? { ...row, actions: macroActions.parse(row.actions) } : null;
}

export async function lockMacro(trx: Trx, actor: Actor, id: string): Promise<{ ownerId: string | null } | null> {
  return (await visible(trx, actor, id).forUpdate().executeTakeFirst()) ?? null;
}

type Values = { id: string; ownerId: string | null; name: string; actions: readonly MacroAction[] };

/** @returns false where another of the same owner has the name, in whatever case. */
export async function insertMacro(trx: Trx, companyId: string, { actions, ...rest }: Values): Promise<boolean> {
  const row = await trx
    .insertInto('macro')
    .values({ companyId, ...rest, actions: JSON.stringify(actions) })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function isMacroNameTaken(trx: Trx, companyId: string, { id, ownerId, name }: Values): Promise<boolean> {
  const row = await trx
    .selectFrom('macro')
    .select('id')
    .where('companyId', '=', companyId)
    .where('ownerId', 'is not distinct from', ownerId)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)])))
    .where('id', '<>', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateMacro(trx: Trx, companyId: string, { id, name, actions }: Values): Promise<void> {
  await trx
    .updateTable('macro')
    .set({ name, actions: JSON.stringify(actions) })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

export async function deleteMacro(trx: Trx, companyId: string, id: string): Promise<void> {
  await trx.deleteFrom('macro').where('companyId', '=', companyId).where('id', '=', id).execute();
}

/** What a macro's texts may name (packages/domain, quickReplies/variables.ts). */
export async function wordsFor(trx: Trx, { companyId, userId }: Actor, conversationId: string) {
  return trx
    .selectFrom('conversation')
    .innerJoin('contact', (on) =>
      on.onRef('contact.companyId', '=', 'conversation.companyId').onRef('contact.id', '=', 'conversation.contactId'),
    )
    .innerJoin('userAccount as agent', (on) =>
      on.onRef('agent.companyId', '=', 'conversation.companyId').on('agent.id', '=', userId),
    )
    .innerJoin('company', 'company.id', 'conversation.companyId')
    .select([
      'contact.name',
      'contact.phone',
      'contact.email',
      'agent.name as agentName',
      'company.name as companyName',
    ])
    .where('conversation.companyId', '=', companyId)
    .where('conversation.id', '=', conversationId)
    .executeTakeFirst();
}
