/** A company with a queue, attendants of it, and contacts who enter it: what tests of queues stand on. */
import { randomUUID } from 'node:crypto';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { testCompany } from '../testing/index.ts';
import { enterQueue, finishTicket } from '../tickets/index.ts';

export async function testQueue(
  database: Database,
  options: { attendants: number; limit?: number; distribution?: string; weights?: number[] },
) {
  const companyId = await testCompany(database);
  const inside = <Result>(work: (trx: Trx) => Promise<Result>) => inCompany(database, companyId, work);
  const [queueId, channelId] = [randomUUID(), randomUUID()];
  const userIds = Array.from({ length: options.attendants }, () => randomUUID());
  await inside(async (trx) => {
    await trx
      .insertInto('channel')
      .values({
        companyId,
        id: channelId,
        name: 'Canal de teste',
        kind: 'whatsapp',
        externalId: channelId,
        credentials: '-',
        status: 'active',
      })
      .execute();
    await trx
      .insertInto('queue')
      .values({
        companyId,
        id: queueId,
        name: 'Fila de teste',
        simultaneousLimit: options.limit ?? 5,
        distribution: options.distribution ?? 'round_robin',
      })
      .execute();
    await trx
      .insertInto('userAccount')
      .values(
        userIds.map((id, n) => ({
          companyId,
          id,
          name: `Pessoa de teste ${n}`,
          email: `u${n}@${companyId}.test`,
          role: 'attendant',
          passwordHash: '-',
          availability: 'online',
        })),
      )
      .execute();
    // They are here: what they have is not taken back from them, however long a test takes (returnLeft.ts).
    await trx.updateTable('attendant').set({ offlineSince: null }).where('companyId', '=', companyId).execute();
    await trx
      .insertInto('queueMember')
      .values(userIds.map((userId, n) => ({ companyId, queueId, userId, weight: options.weights?.[n] ?? 1 })))
      .execute();
  });

  const newConversation = async (trx: Trx): Promise<{ id: string; contactId: string }> => {
    const [id, contactId] = [randomUUID(), randomUUID()];
    await trx.insertInto('contact').values({ companyId, id: contactId, name: 'Contato de teste' }).execute();
    await trx
      .insertInto('conversation')
      .values({ companyId, id, contactId, channelId, channelKind: 'whatsapp', queueId })
      .execute();
    return { id, contactId };
  };

  return {
    companyId,
    queueId,
    userIds,
    inside,
    /** @returns the conversation of a contact who entered the queue. */
    enter: (at = new Date()) =>
      inside(async (trx) => {
        const conversation = await newConversation(trx);
        await enterQueue(trx, companyId, { conversation, queueId, at });
        return conversation;
      }),
    finish: (conversation: { id: string; contactId: string }) =>
      inside(async (trx) => {
        await trx
          .selectFrom('conversation')
          .select('id')
          .where('companyId', '=', companyId)
          .where('id', '=', conversation.id)
          .forNoKeyUpdate()
          .execute();
        await finishTicket(trx, companyId, conversation, { reason: '', at: new Date() });
      }),
    tickets: () =>
      inside((trx) =>
        trx.selectFrom('ticket').selectAll().where('companyId', '=', companyId).orderBy('protocol').execute(),
      ),
  };
}
