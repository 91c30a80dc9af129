/**
 * An edit made while an earlier one was being pushed. RxDB writes an answer back only to a row that was not touched
 * meanwhile; a touched one it pushes again, with the old base. Taken literally, that would repeat a refused wish, take
 * our own first edit for somebody else's change of the same field, and bring back what another user removed.
 */
import type { ReplicaDefinition } from '../define.ts';
import { mergeRow } from '../merge.ts';
import { sameRow } from '../row.ts';

type Row = { id: string } & Record<string, unknown>;

/** What was pushed last of a row, upon which base, and how the server had it then. */
export type Exchange = { base: Row | null; sent: Row; answer: Row };

type Edit = { base: Row | null; wish: Row };

/** @returns the edit as a change of what the server answered; unchanged when there was no exchange from this base. */
export function rebase(definition: ReplicaDefinition, exchange: Exchange | undefined, edit: Edit): Edit {
  if (!exchange || !isSameBase(definition, exchange.base, edit.base)) return edit;
  const { sent, answer } = exchange;
  const { row, asked } = mergeRow(definition, { base: sent, master: answer, wish: edit.wish });
  const base: Row = { ...answer };
  const wish: Row = { ...row, id: answer.id };
  for (const { field, wish: wanted } of asked) {
    // The server has to ask about the new text too: the old base shows it that this is contested.
    base[field] = edit.base?.[field] ?? sent[field];
    wish[field] = wanted;
  }
  return { base, wish };
}

function isSameBase(definition: ReplicaDefinition, a: Row | null, b: Row | null): boolean {
  return a === null || b === null ? a === b : sameRow(definition, a, b);
}
