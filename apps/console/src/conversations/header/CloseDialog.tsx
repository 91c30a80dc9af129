import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { TextField } from '../../design/TextField.tsx';

type Props = { onConfirm: (reason: string) => void; onClose: () => void };

/** Closes with a reason, which stands in the timeline. Works offline. */
export function CloseDialog({ onConfirm, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [reason, setReason] = useState('');
  const close = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(reason.trim());
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t('close.title')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="close-conversation">
            {t('action.close')}
          </Button>
        </>
      }
    >
      <form id="close-conversation" onSubmit={close}>
        <TextField
          label={t('close.reason')}
          hint={t('close.hint')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
