import { sql } from 'kysely';
import type { CredentialKeys } from '../channels/index.ts';
import type { Log } from '../db/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { openBody } from './queueMail.ts';
import { MailRefused, type SendMail } from './transport.ts';

const PREFIX = 'mail';
const MINUTE_MS = 60_000;
/** Waits after each failed attempt. A link in it is good for an hour, so most of them fall into one. */
const RETRY_AFTER_MS = [10_000, MINUTE_MS, 3 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];

export type MailOptions = { log: Log; credentialKeys: CredentialKeys; send: SendMail };

/** One lane a mail: one that its server does not take keeps no other waiting. */
export function mailLane({ log, credentialKeys, send }: MailOptions): LaneWorker {
  return {
    prefix: PREFIX,
    run: async (lane) => {
      const id = lane.key.slice(PREFIX.length + 1);
      const { companyId } = lane;
      const mail = await lane.step((trx) =>
        trx
          .selectFrom('outgoingMail')
          .select(['toAddress', 'subject', 'body', 'attempts', 'nextAt'])
          .where('companyId', '=', companyId)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .executeTakeFirst(),
      );
      if (!mail) return { nextDueAt: null };
      if (mail.nextAt > new Date()) return { nextDueAt: mail.nextAt };
      const error = await trouble(() =>
        send({
          id,
          to: mail.toAddress,
          subject: mail.subject,
          text: openBody(credentialKeys, companyId, id, mail.body),
        }),
      );
      const waitMs = error instanceof MailRefused ? undefined : RETRY_AFTER_MS[mail.attempts];
      const isOver = error === null || waitMs === undefined;
      const nextAt = new Date(Date.now() + (waitMs ?? 0));
      await lane.step((trx) =>
        trx
          .updateTable('outgoingMail')
          .set({
            attempts: sql<number>`attempts + 1`,
            error: error === null ? null : error.message.slice(0, 500),
            nextAt,
            ...(isOver ? { state: error === null ? 'sent' : 'failed', settledAt: new Date(), body: '' } : {}),
          })
          .where('companyId', '=', companyId)
          .where('id', '=', id)
          .execute(),
      );
      if (error !== null)
        log.warn({ err: error, company: companyId, mail: id, again: !isOver }, 'a mail could not be sent');
      return { nextDueAt: isOver ? null : nextAt };
    },
  };
}

async function trouble(work: () => Promise<void>): Promise<Error | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
