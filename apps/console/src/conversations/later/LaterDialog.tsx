import { instantIn, wallIn } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../design/FormDialog.tsx';
import { MomentField, momentFault } from './MomentField.tsx';

type Props = { zone: string; onChoose: (at: number) => void; onClose: () => void };

const HOUR_MS = 60 * 60_000;

/** Any time to come. */
export function LaterDialog({ zone, onChoose, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [wall, setWall] = useState(() => wallIn(zone, Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS));
  const [isTried, setTried] = useState(false);
  const choose = () => {
    setTried(true);
    const at = instantIn(zone, wall);
    if (at === null || momentFault(zone, wall, Date.now())) return;
    onChoose(at);
    onClose();
  };
  return (
    <FormDialog size="s" title={t('later.label')} submit={t('later.choose')} onSubmit={choose} onClose={onClose}>
      <MomentField zone={zone} wall={wall} isTried={isTried} onChange={setWall} />
    </FormDialog>
  );
}
