import { type MarkRow, markId } from '@balcao/replica';
import type { LocalRow, Replica } from '@balcao/replica/client';
import { Subject, type Subscription } from 'rxjs';
import { changesOf } from '../window/changesOf.ts';

/** The reader's marks on the conversations that a list has seen. */
export type KnownMarks = {
  byConversation: ReadonlyMap<string, MarkRow>;
  /** Reads those not read before. Resolves at once when there is nothing to ask. */
  learn(conversationIds: readonly string[]): Promise<void>;
  isLearnt(conversationId: string): boolean;
  /** Marks of this reader as they change, known or not. */
  changes$: Subject<MarkRow>;
  close(): void;
};

/**
 * Asked by id: a mark's id follows from reader and conversation. A query with `$in` would walk the index from the
 * smallest to the largest id, and there are as many marks as conversations.
 */
export function knownMarks(marks: Replica['collections']['marks'], me: string): KnownMarks {
  const byConversation = new Map<string, MarkRow>();
  const asked = new Set<string>();
  const changes$ = new Subject<MarkRow>();
  const subscription: Subscription = changesOf<LocalRow<'marks'>>(marks).subscribe((changes) => {
    for (const { row } of changes) {
      if (!row || row.userId !== me) continue;
      asked.add(row.conversationId);
      byConversation.set(row.conversationId, row);
      changes$.next(row);
    }
  });

  return {
    byConversation,
    changes$,
    isLearnt: (id) => asked.has(id),
    learn: async (conversationIds) => {
      const unknown = conversationIds.filter((id) => !asked.has(id));
      if (unknown.length === 0) return;
      for (const id of unknown) asked.add(id);
      const found = await marks.findByIds(unknown.map((id) => markId(me, id))).exec();
      for (const document of found.values()) byConversation.set(document.conversationId, document.toMutableJSON());
    },
    close: () => subscription.unsubscribe(),
  };
}
