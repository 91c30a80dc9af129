import { instantIn, wallIn } from '@balcao/domain';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { MomentField, momentFault } from './MomentField.tsx';

type Props = { zone: string; onChoose: (at: number) => void; onClose: () => void };

const HOUR_MS = 60 * 60_000;

/** Any time to come. */
export function LaterDialog({ zone, onChoose, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [wall, setWall] = useState(() => wallIn(zone, Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS));
  const [isTried, setTried] = useState(false);
  const choose = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const at = instantIn(zone, wall);
    if (at === null || momentFault(zone, wall, Date.now())) return;
    onChoose(at);
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t('later.label')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="later">
            {t('later.choose')}
          </Button>
        </>
      }
    >
      <form id="later" onSubmit={choose} noValidate>
        <MomentField zone={zone} wall={wall} isTried={isTried} onChange={setWall} />
      </form>
    </Dialog>
  );
}
