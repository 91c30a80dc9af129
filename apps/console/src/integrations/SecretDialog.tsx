import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { CopyBox } from './CopyBox.tsx';

/** A webhook's secret, this one time. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('integrations');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('hooks.secretTitle')}
      description={t('hooks.secretHint')}
    >
      <div className={rows.form}>
        <CopyBox text={secret} copy={t('hooks.copy')} copied={t('hooks.copied')} />
        <div className={rows.buttons}>
          <Button variant="primary" onClick={onClose}>
            {t('hooks.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
