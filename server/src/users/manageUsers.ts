import { type Language, Refusal, type Role } from '@balcao/domain';
import { type Actor, endSessionsOf, hashOfNobody, makeLink } from '../auth/index.ts';
import type { CredentialKeys } from '../channels/index.ts';
import type { Trx } from '../db/index.ts';
import { mailWords, queueMail } from '../mail/index.ts';
import { askToServe, queuesOfUser } from '../tickets/index.ts';
import { insertUser, userForEditing } from './store.ts';

export type InviteGround = { credentialKeys: CredentialKeys /** Where links lead. */; base: string };
type Invitation = { name: string; email: string; role: Role; language: Language };

/** Makes an account without a password, and mails the link that sets one. @throws Refusal `record.nameTaken` */
export async function inviteUser(
  trx: Trx,
  { companyId }: Actor,
  wish: Invitation,
  ground: InviteGround,
  now: Date,
): Promise<{ id: string }> {
  const taken = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', wish.email.toLowerCase()))
    .executeTakeFirst();
  if (taken) throw new Refusal({ code: 'record.nameTaken', record: 'user', name: wish.email });
  const id = await insertUser(trx, { companyId, ...wish, passwordHash: await hashOfNobody() });
  await mailInvitation(trx, companyId, id, wish, ground, now);
  return { id };
}

/** Mails the link once more; the one before ends. @throws Refusal `record.notFound` */
export async function inviteAgain(
  trx: Trx,
  { companyId }: Actor,
  id: string,
  ground: InviteGround,
  now: Date,
): Promise<void> {
  const user = await theUser(trx, companyId, id);
  if (!user.active) throw new Refusal({ code: 'record.notFound', record: 'user', id });
  await mailInvitation(trx, companyId, id, user, ground, now);
}

async function mailInvitation(
  trx: Trx,
  companyId: string,
  userId: string,
  { name, email, language }: { name: string; email: string; language: string },
  { credentialKeys, base }: InviteGround,
  now: Date,
): Promise<void> {
  const company = await trx.selectFrom('company').select('name').where('id', '=', companyId).executeTakeFirstOrThrow();
  const token = await makeLink(trx, { companyId, userId, kind: 'invite' }, now);
  const words = mailWords(language, 'invite', { name, company: company.name, link: `${base}/set-password#${token}` });
  await queueMail(trx, credentialKeys, companyId, { to: email, ...words });
}

export type UserEdit = { id: string; name?: string | undefined; role?: Role | undefined; active?: boolean | undefined };

/**
 * Changes somebody's name, role, or whether they may sign in. A role holds from the next few seconds on; whoever may not
 * sign in any more is signed out everywhere at once, and their API keys end.
 * @throws Refusal `record.notFound`; `user.lastAdmin` where nobody would be left who can undo it.
 */
export async function editUser(trx: Trx, { companyId }: Actor, { id, ...given }: UserEdit, now: Date): Promise<void> {
  const user = await theUser(trx, companyId, id);
  const staysAdmin = (given.role ?? user.role) === 'admin' && (given.active ?? user.active);
  if (user.role === 'admin' && user.active && !staysAdmin) await refuseLastAdmin(trx, companyId, id);
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(change).length === 0) return;
  await trx.updateTable('userAccount').set(change).where('companyId', '=', companyId).where('id', '=', id).execute();
  if (given.active === false) await endSessionsOf(trx, companyId, id, now);
  // Perhaps the last who served them, or the first again.
  if (given.active !== undefined) askToServe(trx, companyId, await queuesOfUser(trx, companyId, id));
}

async function theUser(trx: Trx, companyId: string, id: string) {
  const user = await userForEditing(trx, companyId, id);
  if (!user) throw new Refusal({ code: 'record.notFound', record: 'user', id });
  return user;
}

/** Locks the admins, in order: two who take each other's role at once cannot both succeed. */
async function refuseLastAdmin(trx: Trx, companyId: string, leaving: string): Promise<void> {
  const admins = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (!admins.some(({ id }) => id !== leaving)) throw new Refusal({ code: 'user.lastAdmin' });
}
