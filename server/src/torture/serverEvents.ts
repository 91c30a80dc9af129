/**
 * What happens at the server in a history: messages that arrive, transactions that commit late, people who move.
 *
 * Whoever writes a message has locked its conversation before, here as in the product (testing/lockedFirst.ts). What the
 * server does next in the conversation of a transaction that is held open begins with that one's commit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { lockConversation } from '../conversations/index.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './ground.ts';
import type { ServerVerb } from './history.ts';
import type { Serving } from './serving.ts';

export type ServerSide = {
  perform(verb: ServerVerb, args: readonly string[]): Promise<void>;
  /** Commits what is still held open. */
  end(): Promise<void>;
};

const OVER_HOURS = 25;

/** @param messageId the id of a message by its name in the history. */
export function serverSide(
  ground: Ground,
  desk: Desk,
  serving: Serving,
  messageId: (name: string) => string,
): ServerSide {
  const { owner } = ground;
  const { companyId, channelId, idOf, inside } = desk;
  const held = new Map<string, { client: PoolClient; conversation: string }>();
  const textOf = (name: string) => JSON.stringify({ kind: 'text', text: name });
  const orNobody = (name: string) => (name === '-' ? null : idOf(name));

  async function arrive(client: Pick<PoolClient, 'query'>, name: string, conversation: string): Promise<void> {
    await client.query(
      `insert into message (company_id, id, conversation_id, channel_id, direction, kind, source, text, content)
       values ($1, $2, $3, $4, 'in', 'text', 'contact', $5, $6)`,
      [companyId, messageId(name), idOf(conversation), channelId, name, textOf(name)],
    );
  }

  async function commit(name: string): Promise<void> {
    const client = held.get(name)?.client;
    held.delete(name);
    await client?.query('commit');
    client?.release();
  }

  async function commitIn(conversation: string): Promise<void> {
    for (const [name, each] of [...held]) if (each.conversation === conversation) await commit(name);
  }

  async function perform(verb: ServerVerb, [first = '', second = '']: readonly string[]): Promise<void> {
    switch (verb) {
      case 'in':
        await commitIn(second);
        await inside(async (trx) => {
          await lockConversation(trx, companyId, idOf(second));
          const row = { companyId, id: messageId(first), conversationId: idOf(second), channelId, text: first };
          const kind = { direction: 'in', kind: 'text', source: 'contact', content: textOf(first) };
          await trx
            .insertInto('message')
            .values({ ...row, ...kind })
            .execute();
          await trx
            .updateTable('conversation')
            .set({ inboundCount: sql`inbound_count + 1`, lastInboundAt: new Date(), lastActivityAt: new Date() })
            .where('companyId', '=', companyId)
            .where('id', '=', idOf(second))
            .execute();
        });
        return;
      case 'hold': {
        await commitIn(second);
        const client = await owner.connect();
        held.set(first, { client, conversation: second });
        await client.query('begin');
        await client.query(`select set_config('app.company_id', $1, true)`, [companyId]);
        await client.query('select from conversation where company_id = $1 and id = $2 for no key update', [
          companyId,
          idOf(second),
        ]);
        await arrive(client, first, second);
        return;
      }
      case 'commit':
        return commit(first);
      case 'gone':
        await inside((trx) =>
          trx.deleteFrom('message').where('companyId', '=', companyId).where('id', '=', messageId(first)).execute(),
        );
        return;
      case 'window':
        await set('conversation', first, { last_inbound_at: new Date(Date.now() - OVER_HOURS * 3_600_000) });
        return;
      case 'notes':
        await set('contact', second.replace('c', 'k'), { notes: first });
        return;
      case 'move':
        await set('conversation', first, { queue_id: orNobody(second) });
        return;
      case 'assign':
        await set('conversation', first, { assignee_id: orNobody(second) });
        return;
      case 'role':
        await set('user_account', first, { role: second });
        return;
      case 'join':
        await inside((trx) =>
          trx
            .insertInto('queueMember')
            .values({ companyId, userId: idOf(first), queueId: idOf(second) })
            .onConflict((conflict) => conflict.doNothing())
            .execute(),
        );
        return;
      case 'leave':
        await inside((trx) =>
          trx
            .deleteFrom('queueMember')
            .where('companyId', '=', companyId)
            .where('userId', '=', idOf(first))
            .where('queueId', '=', idOf(second))
            .execute(),
        );
        return;
      case 'kill':
        serving.kill();
        return;
      case 'upgrade':
        return serving.upgrade();
      case 'epoch':
        await owner.query('select begin_feed_epoch()');
        return;
      case 'forget':
        // The newest number that is visible: a smaller one cannot appear any more.
        await owner.query('select forget_tombstones(max(seq)) from feed');
        return;
      case 'pause':
        await sleep(Number(first));
        return;
    }
  }

  async function set(table: string, name: string, values: Record<string, unknown>): Promise<void> {
    await commitIn(name);
    const [[column, value] = []] = Object.entries(values);
    await inside((trx) =>
      sql`update ${sql.table(table)} set ${sql.ref(column ?? '')} = ${value} where company_id = ${companyId} and id = ${idOf(name)}`.execute(
        trx,
      ),
    );
  }

  return {
    perform,
    async end() {
      for (const name of [...held.keys()]) await commit(name);
    },
  };
}
