import type { ConversationRow } from '@balcao/replica';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../../api/index.ts';
import { FormDialog } from '../../design/FormDialog.tsx';
import { Segmented } from '../../design/Segmented.tsx';
import { Select } from '../../design/Select.tsx';
import { TextArea } from '../../design/TextArea.tsx';
import { TextField } from '../../design/TextField.tsx';
import { toast } from '../../design/toastStore.ts';
import { useSyncKind } from '../../replica/index.ts';
import { useUser } from '../../session/index.ts';
import { useDirectory } from '../directory.ts';

type Props = { conversation: ConversationRow; onClose: () => void };

/** Hands the conversation over: to whom, why, and what they should know. The server decides, so it needs a connection. */
export function TransferDialog({ conversation, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const api = useApi();
  const problemWords = useProblemWords();
  const me = useUser().id;
  const { users, queues, activeQueues } = useDirectory();
  const isOffline = useSyncKind() === 'offline';
  const people = [...users.values()].filter(
    ({ id, active, role }) => active && role !== 'operator' && id !== me && id !== conversation.assigneeId,
  );
  const targets = {
    queue: [...queues].filter(([id]) => activeQueues.has(id)).map(([value, label]) => ({ value, label })),
    user: people.map(({ id, name, availability }) => ({ value: id, label: t(`transfer.${availability}`, { name }) })),
  };
  const { data: hasProgram = false } = useQuery({
    queryKey: ['conversations', 'hasProgram'],
    queryFn: () => api.conversations.hasProgram.query(),
  });
  const [kind, setKind] = useState<'queue' | 'user' | 'program'>('queue');
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const choices = kind === 'program' ? [] : targets[kind];
  const target = choices.some(({ value }) => value === chosen) ? chosen : (choices[0]?.value ?? '');

  const transfer = useMutation({
    mutationFn: () => {
      const words = { id: conversation.id, reason: reason.trim(), note: note.trim() };
      if (kind === 'program') return api.conversations.handToProgram.mutate(words);
      return api.conversations.transfer.mutate({
        ...words,
        ...(kind === 'user' ? { userId: target } : { queueId: target }),
      });
    },
    networkMode: 'always',
    onSuccess: () => {
      toast({ title: t('done.transferred') });
      onClose();
    },
  });
  const problem = transfer.error ? problemWords.ofError(transfer.error) : null;
  return (
    <FormDialog
      title={t('transfer.title')}
      submit={t('action.transfer')}
      busy={transfer.isPending}
      disabled={isOffline || (kind !== 'program' && target === '')}
      problem={problem}
      onSubmit={() => transfer.mutate()}
      onClose={onClose}
    >
      <Segmented
        label={t('transfer.kind')}
        variant="framed"
        value={kind}
        segments={[
          { value: 'queue', label: t('transfer.toQueue') },
          { value: 'user', label: t('transfer.toPerson') },
          ...(hasProgram && !conversation.botActive
            ? [{ value: 'program' as const, label: t('transfer.toProgram') }]
            : []),
        ]}
        onChange={setKind}
      />
      {kind === 'program' ? (
        <p>{t('transfer.programExplain')}</p>
      ) : (
        <Select
          label={t(kind === 'queue' ? 'filter.queue' : 'transfer.person')}
          value={target}
          options={choices}
          onChange={setChosen}
        />
      )}
      <TextField
        label={t('transfer.reason')}
        hint={t('close.hint')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <TextArea
        label={t('transfer.note')}
        rows={3}
        maxLength={20_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {isOffline && <p role="status">{t('transfer.needsServer')}</p>}
    </FormDialog>
  );
}
