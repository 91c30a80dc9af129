import { timesOf } from '@balcao/calendar';
import { instantIn, may, wallIn } from '@balcao/domain';
import type { BlockRow } from '@balcao/replica';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { FormDialog } from '../design/FormDialog.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveDoc } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { blockOf, type SetUp } from './agenda.ts';
import { REPEATS, repeatOf } from './blockRepeats.ts';
import { type Editing, useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { useBookingActions } from './useBookingActions.ts';

type Given = { editing: Extract<Editing, { kind: 'newBlock' | 'block' }>; setUp: SetUp };

/** A time in which nobody can be booked: once, or again and again (BOOK-03). */
export function BlockForm({ editing, setUp }: Given) {
  const id = editing.kind === 'block' ? editing.id : null;
  const { row, loading } = useLiveDoc((all) => (id ? all.blocks.findOne(id) : null), [id]);
  if (loading || (id && !row)) return null;
  return <Form editing={editing} row={row} setUp={setUp} />;
}

function Form({ editing, row, setUp }: Given & { row: BlockRow | null }) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { edit } = useBookingScreen();
  const actions = useBookingActions();
  const zone = row?.zone ?? setUp.zone;
  const start = row ?? (editing.kind === 'newBlock' ? editing : { from: 0, to: 0, resourceId: '' });
  const [from, setFrom] = useState(() => wallIn(zone, start.from));
  const [to, setTo] = useState(() => wallIn(zone, start.to));
  const [resourceId, setResourceId] = useState(start.resourceId);
  const [reason, setReason] = useState(row?.reason ?? '');
  const [rrule, setRrule] = useState(row?.rrule ?? '');
  const span = { from: instantIn(zone, from), to: instantIn(zone, to) };
  const isForward = span.from !== null && span.to !== null && span.to > span.from;
  const close = () => edit(null);
  /** The time of a block that recurs that was pressed. */
  const [here] = row?.rrule && editing.kind === 'block' && editing.day ? timesOf(blockOf(row), editing.day) : [];
  const save = async (exceptions = row?.exceptions ?? []) => {
    if (span.from === null || span.to === null) return;
    const wish = {
      resourceId,
      from: span.from,
      to: span.to,
      zone,
      reason: reason.trim(),
      rrule,
      exceptions,
    };
    await (row ? actions.editBlock(row, wish) : actions.block(wish));
    close();
  };
  const repeats = REPEATS.some((each) => each === rrule) ? REPEATS : [...REPEATS, rrule];
  const labelOf = (value: string) => {
    const name = repeatOf(value);
    return name ? t(`block.repeat.${name}`) : value;
  };
  return (
    <FormDialog
      size="m"
      title={t(row ? 'block.title' : 'block.new')}
      submit={t('form.save')}
      disabled={!isForward || !may(role, 'agenda.block')}
      onSubmit={() => void save()}
      onClose={close}
    >
      <TextField
        label={t('block.reason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Select
        label={t('block.resource')}
        value={resourceId}
        options={[
          { value: '', label: t('block.everybody') },
          ...setUp.resources.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setResourceId}
      />
      <div className={styles.pair}>
        <TextField
          type="datetime-local"
          label={t('block.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextField
          type="datetime-local"
          label={t('block.to')}
          value={to}
          problem={isForward ? undefined : t('block.notForward')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <Select
        label={t('block.repeats')}
        value={rrule}
        options={repeats.map((value) => ({ value, label: labelOf(value) }))}
        onChange={setRrule}
      />
      {row && here && may(role, 'agenda.block') && (
        <Button onClick={() => void save([...row.exceptions, here.from])}>{t('block.leaveOut')}</Button>
      )}
      {row && may(role, 'agenda.block') && (
        <Button
          variant="danger"
          onClick={() => {
            void actions.unblock(row);
            close();
          }}
        >
          {t('block.remove')}
        </Button>
      )}
    </FormDialog>
  );
}
