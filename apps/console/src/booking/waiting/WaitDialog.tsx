import { WAITING_PARTS, waitingWish } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Checkbox } from '../../design/Checkbox.tsx';
import { FormDialog } from '../../design/FormDialog.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import type { SetUp } from '../agenda.ts';
import screen from '../CalendarScreen.module.css';
import { useSaving } from '../setUp/useSaving.ts';

export type WaitFor = { contactId: string; title: string; typeId: string; minutes: number; appointmentId: string };
type Props = { who: WaitFor; setUp: SetUp; onDone: () => void; onClose: () => void };
type Part = (typeof WAITING_PARTS)[number];

/** Puts a contact on the waiting list: for a place where none is free, or for one before their appointment (BOOK-10). */
export function WaitDialog({ who, setUp, onDone, onClose }: Props) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const [typeId, setTypeId] = useState(who.typeId);
  const [resourceId, setResourceId] = useState('');
  const [fromDate, setFromDate] = useState('');
  const [untilDate, setUntilDate] = useState('');
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [notes, setNotes] = useState('');
  const wish = waitingWish.safeParse({
    minutes: who.minutes,
    resourceIds: resourceId ? [resourceId] : [],
    fromDate: fromDate || null,
    untilDate: untilDate || null,
    parts,
  });
  const { save, isSaving, problem } = useSaving(async () => {
    if (!wish.success) return;
    const { contactId, appointmentId } = who;
    await api.waiting.add.mutate({ typeId, contactId, appointmentId: appointmentId || null, wish: wish.data, notes });
  }, onDone);
  return (
    <FormDialog
      size="s"
      title={t(who.appointmentId ? 'waiting.addEarlier' : 'waiting.add')}
      submit={t('waiting.addNow')}
      busy={isSaving}
      disabled={!wish.success}
      problem={problem}
      onSubmit={save}
      onClose={onClose}
    >
      <p>{t('waiting.explain', { who: who.title })}</p>
      <Select
        label={t('form.type')}
        value={typeId}
        options={setUp.types
          .filter(({ id, active }) => active || id === typeId)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setTypeId}
      />
      <Select
        label={t('form.resources')}
        value={resourceId}
        options={[
          { value: '', label: t('waiting.anybody') },
          ...setUp.resources.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setResourceId}
      />
      <div className={screen.pair}>
        <TextField
          type="date"
          label={t('waiting.fromDate')}
          value={fromDate}
          onChange={(event) => setFromDate(event.currentTarget.value)}
        />
        <TextField
          type="date"
          label={t('waiting.untilDate')}
          value={untilDate}
          onChange={(event) => setUntilDate(event.currentTarget.value)}
        />
      </div>
      <fieldset className={screen.set}>
        <legend className={screen.legend}>{t('waiting.when')}</legend>
        <div className={screen.checks}>
          {WAITING_PARTS.map((part) => (
            <Checkbox
              key={part}
              checked={parts.includes(part)}
              onChange={(on) => setParts(on ? [...parts, part] : parts.filter((each) => each !== part))}
            >
              {t(`waiting.parts.${part}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('form.notes')}
        maxLength={1_000}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
