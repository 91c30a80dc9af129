import { instantIn, wallIn } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../design/FormDialog.tsx';
import { TextField } from '../../design/TextField.tsx';
import { ownZone } from '../later/zones.ts';

type Props = { onSnooze: (until: number) => void; onClose: () => void };

const HOUR_MS = 60 * 60_000;

/** Any time to come. */
export function SnoozeDialog({ onSnooze, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [value, setValue] = useState(() => wallIn(ownZone(), Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS));
  const [problem, setProblem] = useState<string | null>(null);
  const save = () => {
    const until = instantIn(ownZone(), value);
    if (until === null || until <= Date.now()) return setProblem(t('snooze.past'));
    onSnooze(until);
    onClose();
  };
  return (
    <FormDialog size="s" title={t('snooze.title')} submit={t('action.snooze')} onSubmit={save} onClose={onClose}>
      <TextField
        type="datetime-local"
        label={t('snooze.when')}
        value={value}
        min={wallIn(ownZone(), Date.now())}
        problem={problem}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
