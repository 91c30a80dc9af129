import type { ConversationRow, MarkRow } from '@balcao/replica';
import { markId } from '@balcao/replica';
import {
  closeConversation,
  markRead,
  markUnread,
  reopenConversation,
  setTags,
  snoozeConversation,
} from '@balcao/replica/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../../api/index.ts';
import { toast } from '../../design/toastStore.ts';
import { useReplica } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { contactLabel } from '../contactLabel.ts';
import { type BulkEdit, changes } from './bulkPlan.ts';
import { useSelection } from './selection.ts';

export type BulkRefusal = { id: string; name: string; why: string };
export type Bulk = {
  run: (edit: BulkEdit) => void;
  assign: (userId: string | null) => void;
  /** `null`: nothing is under way. */
  progress: { done: number; total: number } | null;
  /** What the server did not do, until it was read. */
  refused: readonly BulkRefusal[];
  settle: () => void;
};

/**
 * One action on all that are chosen. What a replica carries is written there, offline too; a refusal that comes later is
 * a notice, as with a single one. Assigning asks the server, one by one, and lists what it refused.
 */
export function useBulk(): Bulk {
  const { t } = useTranslation('conversations');
  const api = useApi();
  const problemWords = useProblemWords();
  const { collections } = useReplica();
  const me = useUser().id;
  const { ids, choose, clear } = useSelection();
  const [progress, setProgress] = useState<Bulk['progress']>(null);
  const [refused, setRefused] = useState<readonly BulkRefusal[]>([]);

  const chosen = async (): Promise<{ row: ConversationRow; mark: MarkRow | undefined }[]> => {
    const rows = await collections.conversations.findByIds([...ids]).exec();
    const marks = await collections.marks.findByIds([...ids].map((id) => markId(me, id))).exec();
    return [...rows.values()].map((document) => ({
      row: document.toMutableJSON(),
      mark: marks.get(markId(me, document.id))?.toMutableJSON(),
    }));
  };

  const apply = async (edit: BulkEdit, row: ConversationRow) => {
    const conversationId = row.id;
    switch (edit.kind) {
      case 'tag':
        return setTags(collections, { conversationId, tagIds: [...row.tags, edit.tagId] });
      case 'untag':
        return setTags(collections, { conversationId, tagIds: row.tags.filter((id) => id !== edit.tagId) });
      case 'close':
        return closeConversation(collections, { conversationId });
      case 'snooze':
        return snoozeConversation(collections, { conversationId, until: edit.until });
      case 'read':
        return markRead(collections, { conversationId, userId: me, readCount: row.inboundCount });
    }
  };
  /** Puts one back as it was before; tags that others set meanwhile stay, by the rule of their field. */
  const takeBack = async (edit: BulkEdit, row: ConversationRow) => {
    const conversationId = row.id;
    if (edit.kind === 'tag' || edit.kind === 'untag') return setTags(collections, { conversationId, tagIds: row.tags });
    if (edit.kind === 'read') return markUnread(collections, { conversationId, userId: me });
    if (row.status === 'snoozed') {
      return snoozeConversation(collections, { conversationId, until: row.snoozedUntil });
    }
    return reopenConversation(collections, { conversationId });
  };

  const each = async <Item>(items: readonly Item[], work: (item: Item) => Promise<void>) => {
    setProgress({ done: 0, total: items.length });
    try {
      for (const [index, item] of items.entries()) {
        await work(item);
        setProgress({ done: index + 1, total: items.length });
      }
    } finally {
      setProgress(null);
    }
  };

  const run = async (edit: BulkEdit) => {
    const all = await chosen();
    const changing = all.filter(({ row, mark }) => changes(edit, row, mark)).map(({ row }) => row);
    await each(changing, (row) => apply(edit, row));
    clear();
    const same = all.length - changing.length;
    toast({
      title: t(`bulk.done.${edit.kind}`, { count: changing.length }),
      ...(same > 0 && { description: t('bulk.unchanged', { count: same }) }),
      ...(changing.length > 0 && {
        action: { label: t('bulk.undo'), run: () => void each(changing, (row) => takeBack(edit, row)) },
      }),
    });
  };

  const assign = async (userId: string | null) => {
    const all = await chosen();
    const failures: BulkRefusal[] = [];
    await each(all, async ({ row }) => {
      try {
        await api.conversations.assign.mutate({ conversationId: row.id, userId });
      } catch (error) {
        const { what, todo } = problemWords.ofError(error);
        failures.push({ id: row.id, name: contactLabel(row), why: `${what} ${todo}` });
      }
    });
    setRefused(failures);
    choose(failures.map(({ id }) => id));
    const done = all.length - failures.length;
    if (done > 0) toast({ title: t('bulk.done.assign', { count: done }) });
  };

  return {
    run: (edit) => void run(edit),
    assign: (userId) => void assign(userId),
    progress,
    refused,
    settle: () => setRefused([]),
  };
}
