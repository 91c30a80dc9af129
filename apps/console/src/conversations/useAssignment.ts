import type { ConversationRow } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';
import { useSyncKind } from '../replica/index.ts';
import { useMaySupervise } from './useMaySupervise.ts';

export type Assignment = {
  claim: () => void;
  /** `null` gives it back to nobody. */
  assign: (userId: string | null) => void;
  /** What the key A does: takes what is nobody's, else asks to whom. */
  press: () => void;
  isOffline: boolean;
  isBusy: boolean;
  isMenuOpen: boolean;
  setMenuOpen: (isOpen: boolean) => void;
};

/** Taking and giving a conversation: the server decides at once who has it, so this is no matter of a replica (CON-05). */
export function useAssignment(conversation: ConversationRow): Assignment {
  const { t } = useTranslation('conversations');
  const api = useApi();
  const tell = useTellFailure();
  const maySupervise = useMaySupervise();
  const isOffline = useSyncKind() === 'offline';
  const [isMenuOpen, setMenuOpen] = useState(false);
  const conversationId = conversation.id;

  const claim = useMutation({
    mutationFn: () => api.conversations.claim.mutate({ conversationId }),
    networkMode: 'always',
    onError: tell,
  });
  const assign = useMutation({
    mutationFn: (userId: string | null) => api.conversations.assign.mutate({ conversationId, userId }),
    networkMode: 'always',
    onError: tell,
  });
  const isNobodys = conversation.assigneeId === '';

  return {
    claim: () => claim.mutate(),
    assign: (userId) => assign.mutate(userId),
    press: () => {
      if (isOffline) toast({ title: t('assign.offline') });
      else if (isNobodys && !maySupervise(conversation.queueId)) claim.mutate();
      else setMenuOpen(true);
    },
    isOffline,
    isBusy: claim.isPending || assign.isPending,
    isMenuOpen,
    setMenuOpen,
  };
}
