/** What users wrote in a history, by the consoles' own account, and whether the server's account agrees. */
import type { Desk } from './desk.ts';
import type { Ground } from './ground.ts';
import type { ConsoleName } from './history.ts';
import type { Wrong } from './wrong.ts';

/**
 * One write. `sure`: the console said that it was written; else it was killed before it answered, and both is right.
 * A later write to the same `place` of the same disk takes the earlier one's, if that was not sent yet.
 */
export type Written = {
  who: ConsoleName;
  kind: 'message' | 'text';
  /** The only one of its kind in the history: the message's name, or the word. */
  word: string;
  place: string;
  sure: boolean;
};

type Row = { word: string; count: number };

/** @returns what is lost or doubled; empty when every write is accounted for once. */
export async function auditWrites(
  { owner }: Ground,
  { companyId }: Desk,
  written: readonly Written[],
): Promise<Wrong[]> {
  const seen = await countsOf(
    owner.query<Row>('select word, count(*)::int as count from torture_seen where company_id = $1 group by word', [
      companyId,
    ]),
  );
  // The words of a notice's wish, wherever they stand in it.
  const noticed = await countsOf(
    owner.query<Row>(
      `select value as word, count(*)::int as count
     from notice, jsonb_each_text(notice.notice -> 'wish') as wish
     where company_id = $1 and notice.kind = 'refused' and wish.key in ('text', 'name', 'notes', 'draft') group by 1
     union all
     select notice.notice ->> 'wish', count(*)::int from notice where company_id = $1 and notice.kind = 'decide' group by 1`,
      [companyId],
    ),
  );
  return written.flatMap((write, index): Wrong[] => {
    const accepted = seen.get(write.word) ?? 0;
    const refused = noticed.get(write.word) ?? 0;
    const label = `${write.who}’s ${write.word} (${write.place})`;
    const doubled = (what: string): Wrong[] => [{ kind: 'doubled', what: `${label} ${what}` }];
    if (refused > 1) return doubled(`has ${refused} notices`);
    if (write.kind === 'message') {
      if (accepted > 1) return doubled(`was written ${accepted} times`);
      if (accepted > 0 && refused > 0) return doubled('was accepted, and a notice says that it was refused');
    }
    if (accepted + refused > 0 || !write.sure) return [];
    const replaced = written.slice(index + 1).some((later) => later.who === write.who && later.place === write.place);
    if (replaced) return [];
    return [{ kind: 'lost', what: `${label} is lost: neither accepted nor refused with a notice` }];
  });
}

async function countsOf(query: Promise<{ rows: Row[] }>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { word, count } of (await query).rows) counts.set(word, (counts.get(word) ?? 0) + count);
  return counts;
}
