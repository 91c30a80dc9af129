/** One company for one history: two queues, two users, three conversations, three tags (docs/sync.md names them). */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { inCompany, type Trx } from '../db/index.ts';
import type { Ground } from './ground.ts';

export type Desk = {
  companyId: string;
  channelId: string;
  /** Ids by the history's names: c1, k1 (its contact), q1, u1, t1. */
  idOf(name: string): string;
  inside<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result>;
  tokenOf(user: 'u1' | 'u2'): Promise<string>;
};

const NAMES = ['c1', 'c2', 'c3', 'k1', 'k2', 'k3', 'q1', 'q2', 'u1', 'u2', 't1', 't2', 't3'];
/** Where each conversation starts; c3 is nobody's and in no queue. */
const QUEUE_OF: Record<string, string | undefined> = { c1: 'q1', c2: 'q2' };
const MEMBERS = [
  ['u1', 'q1'],
  ['u2', 'q1'],
  ['u2', 'q2'],
] as const;

export async function openDesk({ database, jwtSecret }: Ground): Promise<Desk> {
  const companyId = randomUUID();
  const channelId = randomUUID();
  const ids = new Map(NAMES.map((name) => [name, randomUUID()]));
  const idOf = (name: string): string => {
    const id = ids.get(name);
    if (!id) throw new Error(`this desk has no ${name}`);
    return id;
  };
  const sessions = { u1: randomUUID(), u2: randomUUID() };
  const inside: Desk['inside'] = (work) => inCompany(database, companyId, work);
  const named = (letter: string) => NAMES.filter((name) => name.startsWith(letter));

  await inside(async (trx) => {
    await trx
      .insertInto('company')
      .values({ id: companyId, name: 'Empresa de teste', domain: `${companyId}.test` })
      .execute();
    await trx
      .insertInto('queue')
      .values(named('q').map((name) => ({ companyId, id: idOf(name), name })))
      .execute();
    await trx
      .insertInto('tag')
      .values(named('t').map((name) => ({ companyId, id: idOf(name), name, color: 'grey' })))
      .execute();
    const account = { kind: 'whatsapp', externalId: channelId, credentials: '-', status: 'active' };
    await trx
      .insertInto('channel')
      .values({ companyId, id: channelId, name: 'Canal de teste', ...account })
      .execute();
    for (const user of ['u1', 'u2'] as const) {
      const id = idOf(user);
      const person = { companyId, id, name: `Pessoa de teste ${user}`, email: `${user}@${companyId}.test` };
      await trx
        .insertInto('userAccount')
        .values({ ...person, role: 'attendant', passwordHash: '-' })
        .execute();
      const expiresAt = new Date(Date.now() + 3_600_000);
      await trx
        .insertInto('session')
        .values({ companyId, id: sessions[user], userId: id, device: 'test', expiresAt })
        .execute();
    }
    const members = MEMBERS.map(([user, queue]) => ({ companyId, userId: idOf(user), queueId: idOf(queue) }));
    await trx.insertInto('queueMember').values(members).execute();
    for (const name of named('c')) {
      const contactId = idOf(name.replace('c', 'k'));
      await trx
        .insertInto('contact')
        .values({ companyId, id: contactId, name: `Contato de teste ${name}` })
        .execute();
      const queue = QUEUE_OF[name];
      const place = { companyId, id: idOf(name), contactId, channelId, channelKind: 'whatsapp' };
      const conversation = { ...place, queueId: queue ? idOf(queue) : null, lastInboundAt: new Date() };
      await trx.insertInto('conversation').values(conversation).execute();
    }
  });

  return {
    companyId,
    channelId,
    idOf,
    inside,
    tokenOf: (user) =>
      new SignJWT({ company_id: companyId, sid: sessions[user] })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('balcao')
        .setSubject(idOf(user))
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(Buffer.from(jwtSecret)),
  };
}
