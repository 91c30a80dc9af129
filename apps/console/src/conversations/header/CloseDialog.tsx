import type { ConversationTicket } from '@balcao/replica';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../design/FormDialog.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import type { ClosingQuestion } from '../useConversationCommands.ts';

type Props = {
  ticket: ConversationTicket | null;
  onConfirm: (reason: string, asks: ClosingQuestion) => void;
  onClose: () => void;
};

const QUESTIONS = ['', 'yes', 'no'] as const;

/** Closes with a reason, which stands in the timeline, and with or without the question how it was. Works offline. */
export function CloseDialog({ ticket, onConfirm, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [reason, setReason] = useState('');
  const [asks, setAsks] = useState<ClosingQuestion>('');
  const close = () => {
    onConfirm(reason.trim(), asks);
    onClose();
  };
  return (
    <FormDialog size="s" title={t('close.title')} submit={t('action.close')} onSubmit={close} onClose={onClose}>
      <TextField
        label={t('close.reason')}
        hint={t('close.hint')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {/* Only what somebody serves can be rated. */}
      {ticket?.status === 'in_service' && (
        <Select
          label={t('close.rating')}
          value={asks}
          options={QUESTIONS.map((value) => ({ value, label: t(`close.asks.${value || 'queue'}`) }))}
          onChange={(value) => setAsks(QUESTIONS.find((one) => one === value) ?? '')}
        />
      )}
    </FormDialog>
  );
}
