import { useMutation } from '@tanstack/react-query';
import { PhoneIncoming } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../../api/index.ts';
import { IconButton } from '../../design/IconButton.tsx';
import { toast } from '../../design/toastStore.ts';
import { useCommand } from '../../keyboard/index.ts';
import { useSyncKind } from '../../replica/index.ts';

/** Takes whoever is next in the reader's queues (QUE-05). The server decides, so without it there is none (CON-05). */
export function NextTicketButton({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const { t } = useTranslation('conversations');
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncKind() === 'offline';
  const next = useMutation({
    mutationFn: () => api.queues.nextOfAll.mutate({}),
    networkMode: 'always',
    onSuccess: ({ taken }) => {
      if (taken) onOpen(taken.conversationId);
      else toast({ title: t('line.nobody') });
    },
    onError: tell,
  });
  const take = () => {
    if (isOffline) toast({ title: t('line.offline') });
    else if (!next.isPending) next.mutate();
  };
  useCommand({ id: 'queue.next', title: t('line.next'), group: 'list', keys: 'shift+a', run: take });
  return (
    <IconButton
      icon={PhoneIncoming}
      label={t(isOffline ? 'line.offline' : 'line.next')}
      keys="shift+a"
      disabled={isOffline}
      onClick={take}
    />
  );
}
