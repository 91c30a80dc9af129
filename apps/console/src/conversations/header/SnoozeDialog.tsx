import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { TextField } from '../../design/TextField.tsx';
import { localDateTime } from '../localDateTime.ts';

type Props = { onSnooze: (until: number) => void; onClose: () => void };

const HOUR_MS = 60 * 60_000;

/** Any time to come. */
export function SnoozeDialog({ onSnooze, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const [value, setValue] = useState(() => localDateTime(Math.ceil(Date.now() / HOUR_MS + 1) * HOUR_MS));
  const [problem, setProblem] = useState<string | null>(null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(value).getTime();
    if (Number.isNaN(until) || until <= Date.now()) return setProblem(t('snooze.past'));
    onSnooze(until);
    onClose();
  };
  return (
    <Dialog
      open
      size="s"
      title={t('snooze.title')}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form="snooze">
            {t('action.snooze')}
          </Button>
        </>
      }
    >
      <form id="snooze" onSubmit={save}>
        <TextField
          type="datetime-local"
          label={t('snooze.when')}
          value={value}
          min={localDateTime(Date.now())}
          problem={problem}
          onChange={(event) => {
            setValue(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </form>
    </Dialog>
  );
}
