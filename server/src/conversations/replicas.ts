import { Refusal } from '@balcao/domain';
import { type ConversationRow, type MarkRow, type MessageRow, REPLICAS } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import type { ReplicaSource } from '../sync/replicaSource.ts';
import { closeConversation } from './closeConversation.ts';
import { wishOf } from './outgoingWish.ts';
import { outgrownConversations, outgrownMessages, pageOfConversations, pageOfMessages } from './pages.ts';
import { reopenConversation } from './reopenConversation.ts';
import { conversationRow, markRow, messageRow, selectConversations, selectMessages } from './rows.ts';
import { saveView, viewsByIds, viewsOf } from './savedViews.ts';
import { saveMark } from './saveMark.ts';
import { visibleTo } from './scope.ts';
import { sendMessage } from './sendMessage.ts';
import { setPriority } from './setPriority.ts';
import { setTags } from './setTags.ts';
import { snoozeConversation, wakeConversation } from './snoozeConversation.ts';

export const conversationsReplica: ReplicaSource<ConversationRow> = {
  definition: REPLICAS.conversations,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0) return [];
    const records = await selectConversations(trx, viewer.companyId)
      .where('conversation.id', 'in', ids)
      .where(visibleTo(viewer))
      .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate('conversation'))
      .execute();
    return records.map(conversationRow);
  },
  page: pageOfConversations,
  outgrown: outgrownConversations,
  write: async (trx, actor, { base, master, merged, changed }) => {
    if (!master) throw new Refusal({ code: 'replica.readOnly', replica: 'conversations' });
    const conversationId = master.id;
    if (changed.includes('tags')) await setTags(trx, actor, { conversationId, tags: merged.tags });
    if (changed.includes('priority')) await setPriority(trx, actor, { conversationId, priority: merged.priority });
    if (changed.includes('status') || changed.includes('snoozedUntil')) {
      // Put away unread: the user decided without a message that the contact had already written.
      const putAway = merged.status !== 'open' && base !== null && master.inboundCount > base.inboundCount;
      if (putAway) throw new Refusal({ code: 'conversation.wroteMeanwhile', conversationId });
      await moveAsWished(trx, actor, master, merged);
    }
  },
};

/** A wish for another status is a move of the state machine; another date on a snoozed one is a new snooze. */
async function moveAsWished(trx: Trx, actor: Actor, master: ConversationRow, wish: ConversationRow): Promise<void> {
  const conversationId = master.id;
  if (wish.status === 'snoozed') return snoozeConversation(trx, actor, { conversationId, until: wish.snoozedUntil });
  if (wish.status === master.status) return;
  if (wish.status === 'closed') {
    const asks = wish.closeAsks === '' ? {} : { asksRating: wish.closeAsks === 'yes' };
    return closeConversation(trx, actor, { conversationId, reason: wish.closeReason, ...asks });
  }
  if (master.status === 'snoozed') return wakeConversation(trx, actor, { conversationId });
  return reopenConversation(trx, actor, { conversationId });
}

export const messagesReplica: ReplicaSource<MessageRow> = {
  definition: REPLICAS.messages,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0) return [];
    const records = await selectMessages(trx, viewer.companyId)
      .innerJoin('conversation', (join) =>
        join
          .onRef('conversation.companyId', '=', 'message.companyId')
          .onRef('conversation.id', '=', 'message.conversationId'),
      )
      .where('message.id', 'in', ids)
      .where(visibleTo(viewer))
      // The conversation is locked first by whoever writes; a console never changes a message that is there.
      .$if(options?.lock ?? false, (query) => query.forKeyShare('message'))
      .execute();
    return records.map(messageRow);
  },
  page: pageOfMessages,
  outgrown: outgrownMessages,
  write: async (trx, actor, { master, merged }) => {
    if (master) throw new Refusal({ code: 'message.unchangeable', messageId: master.id });
    const { id, conversationId, direction, content, replyToId } = merged;
    const place = { id, conversationId, replyToId: replyToId || null };
    if (direction === 'note' && content.kind === 'text') {
      await sendMessage(trx, actor, { ...place, kind: 'note', text: content.text });
    } else if (direction === 'out') {
      await sendMessage(trx, actor, { ...place, ...wishOf(content) });
    } else {
      throw new Refusal({ code: 'message.kindNotSupported', kind: content.kind, channel: '' });
    }
  },
};

export const marksReplica: ReplicaSource<MarkRow> = {
  definition: REPLICAS.marks,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0) return [];
    const records = await selectMarks(trx, viewer)
      .where('mark.id', 'in', ids)
      .$if(options?.lock ?? false, (query) => query.forUpdate())
      .execute();
    return [...records.map(markRow), ...(await viewsByIds(trx, viewer, ids, options))];
  },
  page: async (trx, viewer, after, limit) => {
    const views = after === null ? await viewsOf(trx, viewer) : [];
    const records = await selectMarks(trx, viewer)
      .$if(after !== null, (query) => query.where('mark.conversationId', '>', after))
      .orderBy('mark.conversationId')
      .limit(limit)
      .execute();
    return {
      rows: [...views, ...records.map(markRow)],
      next: records.length < limit ? null : (records.at(-1)?.conversationId ?? null),
    };
  },
  write: (trx, actor, { master, merged }) =>
    merged.kind === 'view'
      ? saveView(trx, actor, merged)
      : saveMark(trx, actor, merged, { hasRead: merged.readCount > (master?.readCount ?? 0) }),
  // Up to where one read a conversation that is no longer one's own matters to nobody; a word of a draft does.
  isWorthTelling: ({ draft, draftMail, name, view }) => Boolean(draft || draftMail || name || view),
};

const selectMarks = (trx: Trx, viewer: Actor) =>
  trx
    .selectFrom('mark')
    .selectAll('mark')
    .where('mark.companyId', '=', viewer.companyId)
    .where('mark.userId', '=', viewer.userId);
