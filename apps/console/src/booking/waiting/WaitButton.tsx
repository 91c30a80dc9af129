import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { useSyncKind } from '../../replica/index.ts';
import type { SetUp } from '../agenda.ts';
import { WaitDialog, type WaitFor } from './WaitDialog.tsx';

/** In the appointment's form: onto the waiting list instead, or for something earlier. A contact is needed to be asked. */
export function WaitButton({ who, setUp, onDone }: { who: WaitFor; setUp: SetUp; onDone: () => void }) {
  const { t } = useTranslation('booking');
  const [isOpen, setOpen] = useState(false);
  const isOffline = useSyncKind() === 'offline';
  if (who.contactId === '') return null;
  return (
    <div>
      <Button type="button" variant="quiet" disabled={isOffline} onClick={() => setOpen(true)}>
        {t(who.appointmentId ? 'waiting.addEarlier' : 'waiting.add')}
      </Button>
      {isOpen && <WaitDialog who={who} setUp={setUp} onDone={onDone} onClose={() => setOpen(false)} />}
    </div>
  );
}
