import type { ConversationRow, MarkRow } from '@balcao/replica';
import {
  closeConversation,
  markUnread,
  pin,
  reopenConversation,
  setPriority,
  setTags,
  snoozeConversation,
  wakeConversation,
} from '@balcao/replica/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../design/toastStore.ts';
import { timeInWords } from '../i18n/timeInWords.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useCommand } from '../keyboard/index.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { raised } from './priority.ts';
import { type Assignment, useAssignment } from './useAssignment.ts';

/** Whether a contact is asked at the end how it was; empty: as the queue has it. */
export type ClosingQuestion = ConversationRow['closeAsks'];

export type ConversationCommands = {
  /** Without a reason: at once. */
  close: (reason?: string, asks?: ClosingQuestion) => void;
  reopen: () => void;
  snooze: (until: number | null) => void;
  wake: () => void;
  setTags: (tags: string[]) => void;
  setPriority: (priority: number) => void;
  togglePin: () => void;
  isSnoozeOpen: boolean;
  setSnoozeOpen: (isOpen: boolean) => void;
  assignment: Assignment;
  dialog: 'close' | 'transfer' | null;
  setDialog: (dialog: 'close' | 'transfer' | null) => void;
};

/**
 * What can be done with the open conversation, by button, key and palette alike.
 *
 * @param onDone it left the desk (closed, snoozed, marked unread): on to the next.
 */
export function useConversationCommands(
  conversation: ConversationRow,
  mark: MarkRow | undefined,
  onDone: () => void,
): ConversationCommands {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const { collections } = useReplica();
  const me = useUser().id;
  const assignment = useAssignment(conversation);
  const [isSnoozeOpen, setSnoozeOpen] = useState(false);
  const [dialog, setDialog] = useState<ConversationCommands['dialog']>(null);
  const { id, status, priority } = conversation;
  const isPinned = mark?.pinned ?? false;

  const of = { conversationId: id };
  const undo = { label: t('undo'), run: () => void reopenConversation(collections, of) };
  const close = (reason = '', asks: ClosingQuestion = '') => {
    void closeConversation(collections, { ...of, reason, asks });
    toast({ title: t('done.closed'), action: undo });
    onDone();
  };
  const reopen = () => void reopenConversation(collections, of);
  const snooze = (until: number | null) => {
    void snoozeConversation(collections, { ...of, until });
    const at = until === null ? '' : timeInWords(until, Date.now(), 'full', language);
    toast({ title: until === null ? t('done.snoozed') : t('done.snoozedUntil', { at }), action: undo });
    onDone();
  };
  const togglePin = () => void pin(collections, { ...of, userId: me, pinned: !isPinned });
  const leaveUnread = () => {
    void markUnread(collections, { ...of, userId: me });
    onDone();
  };

  const prioritise = (level: number) => void setPriority(collections, { ...of, priority: level });
  const higher = raised(priority);

  const isClosed = status === 'closed';
  useCommand({
    id: 'conversation.close',
    title: t('command.close'),
    group: 'conversation',
    keys: 'e',
    when: !isClosed,
    run: () => close(),
  });
  useCommand({
    id: 'conversation.closeFor',
    title: t('command.closeFor'),
    group: 'conversation',
    keys: 'shift+e',
    when: !isClosed,
    run: () => setDialog('close'),
  });
  useCommand({
    id: 'conversation.transfer',
    title: t('command.transfer'),
    group: 'conversation',
    keys: 't',
    when: !isClosed,
    run: () => setDialog('transfer'),
  });
  useCommand({
    id: 'conversation.reopen',
    title: t('command.reopen'),
    group: 'conversation',
    keys: 'e',
    when: isClosed,
    run: reopen,
  });
  useCommand({
    id: 'conversation.snooze',
    title: t('command.snooze'),
    group: 'conversation',
    keys: 'z',
    when: !isClosed,
    run: () => setSnoozeOpen(true),
  });
  useCommand({
    id: 'conversation.assign',
    title: t('command.assign'),
    group: 'conversation',
    keys: 'a',
    run: assignment.press,
  });
  useCommand({
    id: 'conversation.unread',
    title: t('command.unread'),
    group: 'conversation',
    keys: 'u',
    run: leaveUnread,
  });
  useCommand({
    id: 'conversation.raise',
    title: t('command.raise'),
    group: 'conversation',
    when: higher !== null,
    run: () => prioritise(higher ?? priority),
  });
  useCommand({
    id: 'conversation.ordinary',
    title: t('command.ordinary'),
    group: 'conversation',
    when: priority > 0,
    run: () => prioritise(0),
  });
  useCommand({
    id: 'conversation.pin',
    title: t(isPinned ? 'command.unpin' : 'command.pin'),
    group: 'conversation',
    keys: 'p',
    run: togglePin,
  });

  return {
    close,
    reopen,
    snooze,
    wake: () => void wakeConversation(collections, of),
    setTags: (tagIds) => void setTags(collections, { ...of, tagIds }),
    setPriority: prioritise,
    togglePin,
    isSnoozeOpen,
    setSnoozeOpen,
    assignment,
    dialog,
    setDialog,
  };
}
