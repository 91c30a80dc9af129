import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../design/FormDialog.tsx';
import { TextField } from '../../design/TextField.tsx';

type Props = { onConfirm: (reason: string) => void; onClose: () => void };

/** Closes with a reason, which stands in the timeline. Works offline. */
export function CloseDialog({ onConfirm, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [reason, setReason] = useState('');
  const close = () => {
    onConfirm(reason.trim());
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
    </FormDialog>
  );
}
