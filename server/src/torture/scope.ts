/** What the server shows a user, whole: the pages of a first sync, as the sources give them. */
import { REPLICA_NAMES } from '@balcao/replica';
import { inCompany } from '../db/index.ts';
import { replicaSources } from '../replicaSources.ts';
import { currentViewer } from '../sync/viewer.ts';
import type { Rows, Scope } from './consoleWords.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './ground.ts';

const PAGE = 500;

export async function scopeOf({ database }: Ground, { companyId, idOf }: Desk, user: 'u1' | 'u2'): Promise<Scope> {
  return inCompany(
    database,
    companyId,
    async (trx) => {
      const viewer = await currentViewer(trx, { companyId, userId: idOf(user), role: 'attendant', queueIds: [] });
      const scope: Partial<Record<string, Rows>> = {};
      for (const source of replicaSources) {
        const rows: Rows = [];
        let after: string | null = null;
        do {
          const page: { rows: Rows; next: string | null } = await source.page(trx, viewer, after, PAGE);
          rows.push(...page.rows);
          after = page.next;
        } while (after !== null);
        scope[source.definition.name] = rows;
      }
      return whole(scope);
    },
    { readOnly: true },
  );
}

function whole(scope: Partial<Record<string, Rows>>): Scope {
  const missing = REPLICA_NAMES.filter((name) => !scope[name]);
  if (missing.length > 0) throw new Error(`no source gives ${missing.join(', ')}`);
  // Every name was just found in it.
  return scope as Scope;
}
