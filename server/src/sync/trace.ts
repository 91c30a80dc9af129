/** What sync knows of a company, a user or a row, in words: for `npm run sync:trace` and whoever reads a bug report. */
import { Refusal } from '@balcao/domain';
import { REPLICAS } from '@balcao/replica';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { feedEnd } from './feed.ts';
import { currentViewer, feedKinds, keysOf, scopeHash, seesAll } from './viewer.ts';

export type TraceQuestion = {
  companyId: string;
  userId?: string | undefined;
  rowId?: string | undefined;
  limit: number;
};

type Entry = { kind: string; rowId: string; seq: number; gone: boolean; numberedAt: Date };

/** Lines of text, oldest first. Reads only. */
export async function trace(trx: Trx, { companyId, userId, rowId, limit }: TraceQuestion): Promise<string[]> {
  const { epoch, newest, last, tombstonesFrom } = await feedEnd(trx, companyId);
  const lines = [
    `feed: epoch ${epoch}; this company's newest number is ${newest}, the last given anywhere ${last}`,
    `feed: whoever stands before ${tombstonesFrom} starts afresh, because deletions up to there are forgotten`,
  ];
  if (userId) lines.push(...(await traceUser(trx, companyId, userId, rowId)));
  const entries: Entry[] = await trx
    .selectFrom('feed')
    .select(['kind', 'rowId', 'seq', 'gone', 'numberedAt'])
    .where('companyId', '=', companyId)
    .$if(rowId !== undefined, (query) => query.where('rowId', '=', rowId ?? ''))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  lines.push(...entries.reverse().map(wordsOf));
  if (entries.length === 0)
    lines.push(rowId ? 'feed: this row was never announced' : 'feed: nothing was ever announced');
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from feed_in where company_id = ${companyId}`.execute(trx);
  lines.push(`inbox: ${rows[0]?.waiting ?? 0} changes wait for their number`);
  return lines;
}

async function traceUser(trx: Trx, companyId: string, userId: string, rowId: string | undefined): Promise<string[]> {
  const viewer = await currentViewer(trx, { companyId, userId, role: 'attendant', queueIds: [] }).catch(
    (error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    },
  );
  if (!viewer) return [`user: ${userId} is not there or not active: every console of theirs is turned away`];
  const scope = seesAll(viewer) ? 'everything' : keysOf(viewer).join(', ') || 'no conversation';
  const lines = [`user: ${viewer.role}, sees ${scope}`];
  for (const { name, version } of Object.values(REPLICAS)) {
    const kinds = feedKinds(name, viewer).join(', ');
    lines.push(`user: ${name} version ${version}, scope ${scopeHash(name, viewer)}, reads ${kinds}`);
  }
  const notices = await trx
    .selectFrom('notice')
    .select(['kind', 'notice', 'createdAt', 'settledAt'])
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .$if(rowId !== undefined, (query) => query.where(sql<boolean>`notice ->> 'rowId' = ${rowId}`))
    .orderBy('createdAt', 'desc')
    .limit(50)
    .execute();
  for (const { kind, notice, createdAt, settledAt } of notices.reverse()) {
    const { replica, rowId: about, problem, field } = notice as Record<string, unknown>;
    const why = kind === 'refused' ? `refused (${codeOf(problem)})` : `to decide about ${String(field)}`;
    const state = settledAt ? `settled ${settledAt.toISOString()}` : 'open';
    lines.push(`${createdAt.toISOString()} notice: ${String(replica)} ${String(about)} ${why}, ${state}`);
  }
  return lines;
}

const codeOf = (problem: unknown): string => String((problem as { code?: unknown } | null)?.code ?? 'unknown');

function wordsOf({ kind, rowId, seq, gone, numberedAt }: Entry): string {
  const [replica, scope] = kind.split('@');
  const what = gone ? 'is gone' : scope ? `moved into or out of ${scope}` : 'changed';
  return `${numberedAt.toISOString()} ${seq}: ${replica} ${rowId} ${what}`;
}
