/** One of the servers of servers.race.test.ts: gives tickets as a server does, or claims conversations for somebody. */
import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import { claimConversation } from '../conversations/index.ts';
import { inCompany, openDatabase } from '../db/index.ts';
import { quiet } from '../testing/quiet.ts';
import { startDistributor } from './distributor.ts';

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('distribute') }),
  z.object({
    kind: z.literal('claim'),
    companyId: z.uuid(),
    userId: z.uuid(),
    queueId: z.uuid(),
    conversationIds: z.array(z.uuid()),
  }),
]);

const url = process.argv[2] ?? '';
const database = await openDatabase({
  server: { kind: 'external', url, directUrl: url },
  dataDir: '',
  log: quiet,
  poolSize: 6,
});

process.on('message', async (message) => {
  const given = order.parse(message);
  if (given.kind === 'distribute') {
    startDistributor(database, quiet, { sweepSeconds: 0.05 });
    return;
  }
  const { companyId, userId, queueId, conversationIds } = given;
  const actor = { companyId, userId, role: 'attendant' as const, queueIds: [queueId] };
  const claimed = await Promise.all(
    conversationIds.map((conversationId) =>
      inCompany(database, companyId, (trx) => claimConversation(trx, actor, { conversationId })).then(
        () => userId,
        (error: unknown) =>
          error instanceof Refusal && error.problem.code === 'conversation.taken'
            ? error.problem.byUserId
            : String(error),
      ),
    ),
  );
  process.send?.(claimed);
});
process.send?.('ready');
