/**
 * Takes what consoles wrote, a transaction a row: lock, merge against the row as it is, apply by the feature's own
 * rules. What the rules refuse becomes a notice in the same transaction, and every row is answered with the truth.
 *
 * Must stay true: a push that comes twice (its answer was lost) does nothing the second time, whatever was written in
 * between: it is known by its name (pushNames.ts). One without a name, of an older console, is merged again, which changes
 * nothing unless somebody else wrote; a new row is found by its id, a notice is written once. And the answer is never nothing: a console that
 * hears nothing about a row would take its own wish for the truth.
 */
import { Refusal } from '@balcao/domain';
import { type Answered, mergeRow, parseRow, type ReplicaDefinition, sameValue, type Wish } from '@balcao/replica';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, inSavepoint, type Trx } from '../db/index.ts';
import { syncPushedRows } from '../metrics.ts';
import { feedEnd } from './feed.ts';
import { notify } from './notices.ts';
import { isFirst } from './pushNames.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import { currentViewer } from './viewer.ts';

type Row = { id: string } & Record<string, unknown>;

/** One after the other, in the order given: messages of one conversation keep it. */
export async function push(
  database: Database,
  actor: Actor,
  source: AnyReplicaSource,
  wishes: readonly Wish<Row>[],
): Promise<Answered<Row>> {
  // Nothing in a uuid's place can be somebody's row, or the name of a write.
  const isUuid = (value: unknown) => z.uuid().safeParse(value).success;
  const possible = wishes
    .filter(({ wish }) => isUuid(wish.id))
    .map((each) => ({ ...each, name: isUuid(each.name) ? (each.name ?? null) : null }));
  for (const wish of possible) {
    const outcome = await inCompany(database, actor.companyId, async (trx) =>
      settle(trx, await currentViewer(trx, actor), source, wish),
    );
    syncPushedRows.inc({ replica: source.definition.name, outcome });
  }
  const ids = [...new Set(possible.map(({ wish }) => wish.id))];
  const { rows, seq } = await truthAbout(database, actor, source, ids);
  const visible = new Set(rows.map((row) => row.id));
  return { rows, gone: wishes.map(({ wish }) => wish.id).filter((id) => !visible.has(id)), seq };
}

/** The number first, then the rows: they hold everything up to it, and perhaps more. */
async function truthAbout(database: Database, actor: Actor, source: AnyReplicaSource, ids: readonly string[]) {
  const read = async (trx: Trx) => {
    const viewer = await currentViewer(trx, actor);
    const { newest: seq } = await feedEnd(trx, viewer.companyId);
    return { seq, rows: ids.length === 0 ? [] : await source.read(trx, viewer, ids) };
  };
  return inCompany(database, actor.companyId, read, { readOnly: true });
}

type Outcome = 'applied' | 'merged' | 'refused' | 'unchanged' | 'repeated';

async function settle(trx: Trx, viewer: Actor, source: AnyReplicaSource, pushed: Wish<Row>): Promise<Outcome> {
  const { definition } = source;
  if (pushed.deleted) return 'unchanged'; // nobody but the server deletes: the answer brings the row back, or its tombstone
  if (pushed.name && !(await isFirst(trx, viewer, definition.name, pushed.wish.id, pushed.name))) return 'repeated';
  try {
    return await inSavepoint(trx, () => apply(trx, viewer, source, pushed));
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal === 'alreadyThere') return 'unchanged';
    const wish = wishedFields(definition, pushed);
    if (Object.keys(wish).length === 0 || source.isWorthTelling?.(wish) === false) return 'unchanged';
    const { id, conversationId } = pushed.wish;
    const about = definition.name === 'conversations' ? id : conversationId;
    await notify(
      trx,
      viewer,
      {
        kind: 'refused',
        replica: definition.name,
        rowId: id,
        conversationId: typeof about === 'string' ? about : '',
        problem: refusal.problem,
        wish,
      },
      [definition.name, id, pushed.base, wish],
    );
    return 'refused';
  }
}

/** @throws Refusal */
async function apply(trx: Trx, viewer: Actor, source: AnyReplicaSource, pushed: Wish<Row>): Promise<Outcome> {
  const { definition } = source;
  const wish = parse(definition, pushed.wish);
  const base = pushed.base === null ? null : parse(definition, pushed.base);
  const master = (await source.read(trx, viewer, [wish.id], { lock: true }))[0] ?? null;
  if (!master && base) throw new Refusal({ code: 'record.notFound', record: definition.name, id: wish.id });
  if (!master && !definition.creates) throw new Refusal({ code: 'replica.readOnly', replica: definition.name });

  const { row, changed, asked } = mergeRow(definition, { base, master, wish });
  if (changed.length > 0) {
    if (!source.write) throw new Refusal({ code: 'replica.readOnly', replica: definition.name });
    await source.write(trx, viewer, { base, master, merged: { ...row, id: wish.id }, changed });
  }
  for (const { field, ...sides } of asked) {
    const notice = { kind: 'decide' as const, replica: definition.name, rowId: wish.id, field, ...sides };
    await notify(trx, viewer, notice, [definition.name, wish.id, field, base?.[field], sides.wish]);
  }
  if (changed.length === 0) return 'unchanged';
  return master && base && !sameValue(master, base) ? 'merged' : 'applied';
}

const parse = (definition: ReplicaDefinition, value: Row): Row => ({ ...parseRow(definition, value), id: value.id });

/** What the console wanted, as its notice tells it: the fields that it may write and did. */
function wishedFields(definition: ReplicaDefinition, { base, wish }: Wish<Row>): Record<string, unknown> {
  const names = Object.keys(definition.fields).filter((name) => {
    const rule = definition.fields[name]?.merge;
    if (name === 'id' || rule === 'server') return false;
    return base === null || (rule !== 'once' && !sameValue(base[name], wish[name]));
  });
  return Object.fromEntries(names.map((name) => [name, wish[name]]));
}

const databaseError = z.looseObject({ code: z.string(), constraint: z.string().optional() });

/**
 * A value that no rule foresaw but that the database will never take (classes 22 and 23: data, integrity) is a refusal:
 * the same push again would fail for ever, with all that wait behind it. Everything else is thrown, and tried again.
 */
function asRefusal(error: unknown): Refusal | 'alreadyThere' {
  if (error instanceof Refusal) return error;
  const { data } = databaseError.safeParse(error);
  if (!data || !/^2[23]/.test(data.code)) throw error;
  // A new row whose id is taken and not visible: it was accepted before, and left this user's scope since.
  if (data.code === '23505' && data.constraint?.endsWith('_key')) return 'alreadyThere';
  const message = data.constraint ?? data.code;
  return new Refusal({ code: 'input.invalid', issues: [{ path: '', message }] }, { cause: error });
}
