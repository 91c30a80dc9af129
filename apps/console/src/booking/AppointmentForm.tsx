import type { Slot } from '@balcao/calendar';
import { may } from '@balcao/domain';
import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { Checkbox } from '../design/Checkbox.tsx';
import { FormDialog } from '../design/FormDialog.tsx';
import { Select } from '../design/Select.tsx';
import { TextArea } from '../design/TextArea.tsx';
import { TextField } from '../design/TextField.tsx';
import { useLiveDoc, useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { AnswerFields } from './AnswerFields.tsx';
import type { SetUp } from './agenda.ts';
import type { Editing } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { ContactField } from './ContactField.tsx';
import { useExport } from './files/useExport.ts';
import { timeOf } from './formTime.ts';
import { participantsOf } from './participants.ts';
import { StatusActions } from './StatusActions.tsx';
import { Suggestions } from './Suggestions.tsx';
import { SwapOffer } from './SwapOffer.tsx';
import { ClashList } from './series/ClashList.tsx';
import { RepeatFields } from './series/RepeatFields.tsx';
import { ScopeField } from './series/ScopeField.tsx';
import { changedFacts, isMoved } from './series/seriesChange.ts';
import { useSeriesForm } from './series/useSeriesForm.ts';
import { TakenTime } from './TakenTime.tsx';
import { useBookingActions } from './useBookingActions.ts';
import { useDraft } from './useDraft.ts';
import { WaitButton } from './waiting/WaitButton.tsx';
import type { Clock } from './words.ts';

type Given = {
  editing: Extract<Editing, { kind: 'new' | 'appointment' }>;
  setUp: SetUp;
  clock: Clock;
  onClose: () => void;
};

/** Booking, and everything about what is booked. The row must be here before the form can be filled from it. */
export function AppointmentForm({ editing, ...rest }: Given) {
  const id = editing.kind === 'appointment' ? editing.id : null;
  const { row, loading } = useLiveDoc((all) => (id ? all.appointments.findOne(id) : null), [id]);
  if (loading || (id && !row)) return null;
  return <Form editing={editing} row={row} {...rest} />;
}

function Form({ editing, row, setUp, clock, onClose: close }: Given & { row: Parameters<typeof useDraft>[1] }) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const actions = useBookingActions();
  const exporting = useExport();
  const isOffline = useSyncKind() === 'offline';
  const { draft, change, type, slot, isTaken, isOutside, free, other } = useDraft(editing, row, setUp);
  const series = useSeriesForm({ row, slot, type, setUp });
  const place = setUp.places.find(({ id }) => id === draft.placeId)?.place ?? null;
  const mayOverbook = may(role, 'agenda.overbook');
  const isKnown = draft.overbookReason.trim() !== '';
  const participants = participantsOf(draft.invited, row?.participants ?? []);
  const isWhole =
    slot !== null &&
    participants !== null &&
    type !== null &&
    draft.title.trim() !== '' &&
    (!isTaken || series.isMany || (mayOverbook && isKnown)) &&
    !series.isEmpty;
  const overbookReason = isTaken && !series.isMany ? draft.overbookReason.trim() : '';

  const save = async () => {
    if (!slot || !type) return;
    const { typeId, contactId, notes, answers } = draft;
    const facts = {
      typeId,
      contactId,
      title: draft.title.trim(),
      notes,
      answers,
      participants: participants ?? [],
      place: draft.placeId ? place : (row?.place ?? null),
    };
    if (!row && series.isMany) {
      await actions.bookSeries({ ...facts, slot, overbookReason: '' }, { times: series.times, rule: series.rule });
    } else if (!row) await actions.book({ ...facts, slot, overbookReason });
    else if (series.isMany) await actions.changeSeries(series.edits(facts));
    else {
      const edit = changedFacts(row, facts);
      if (Object.keys(edit).length > 0) await actions.edit(row, edit);
      if (isMoved(row.slot, slot) || row.status === 'conflict') await actions.move(row, slot, overbookReason);
    }
    close();
  };

  const mayWait = may(role, 'agenda.book') && (!row || row.status === 'scheduled' || row.status === 'confirmed');
  const waiting = { ...draft, appointmentId: row?.id ?? '' };
  const durations = [...new Set([...(type?.settings.durations ?? []), draft.minutes])].sort((a, b) => a - b);
  const resources = setUp.resources.filter(({ id, active }) => active || draft.resourceIds.includes(id));
  const choose = ({ from, to, resourceIds }: Slot) =>
    change({
      ...timeOf({ from, to, zone: setUp.zone }),
      ...(draft.resourceIds.length === 0 && {
        resourceIds: type?.settings.serving === 'together' ? resourceIds : resourceIds.slice(0, 1),
      }),
    });
  const toggle = (id: string, on: boolean) =>
    change({ resourceIds: on ? [...draft.resourceIds, id] : draft.resourceIds.filter((each) => each !== id) });
  return (
    <FormDialog
      size="m"
      title={t(row ? 'form.title' : 'form.newTitle')}
      submit={t(row ? 'form.save' : 'form.book')}
      disabled={!isWhole || !may(role, 'agenda.book')}
      onSubmit={() => void save()}
      onClose={close}
    >
      {row && <StatusActions row={row} onCancel={series.cancel} onDone={close} />}
      {row && series.hasSiblings && (
        <ScopeField value={series.scope} count={series.reached.length} onChange={series.setScope} />
      )}
      <ContactField title={draft.title} contactId={draft.contactId} onChange={change} />
      <div className={styles.pair}>
        <Select
          label={t('form.type')}
          value={draft.typeId}
          options={setUp.types
            .filter(({ id, active }) => active || id === draft.typeId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(typeId) => {
            const first = setUp.types.find(({ id }) => id === typeId)?.settings.durations[0];
            change({ typeId, ...(first !== undefined && !row && { minutes: first }) });
          }}
        />
        <Select
          label={t('form.place')}
          value={draft.placeId}
          options={[
            { value: '', label: row?.place?.value || t('form.noPlace') },
            ...setUp.places.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(placeId) => change({ placeId })}
        />
      </div>
      <div className={styles.three}>
        <TextField
          type="date"
          label={t('form.date')}
          value={draft.date}
          problem={slot === null ? t('form.noSuchTime') : undefined}
          onChange={(event) => change({ date: event.currentTarget.value })}
        />
        <TextField
          type="time"
          label={t('form.start')}
          step={300}
          value={draft.start}
          onChange={(event) => change({ start: event.currentTarget.value })}
        />
        <Select
          label={t('form.duration')}
          value={String(draft.minutes)}
          options={durations.map((minutes) => ({
            value: String(minutes),
            label: t('form.minutes', { count: minutes }),
          }))}
          onChange={(minutes) => change({ minutes: Number(minutes) })}
        />
      </div>
      <fieldset className={styles.set}>
        <legend className={styles.legend}>{t('form.resources')}</legend>
        <div className={styles.checks}>
          {resources.map(({ id, name }) => (
            <Checkbox key={id} checked={draft.resourceIds.includes(id)} onChange={(on) => toggle(id, on)}>
              {name}
            </Checkbox>
          ))}
        </div>
        {draft.resourceIds.length === 0 && <p className={styles.small}>{t('form.unassigned')}</p>}
      </fieldset>
      {!row && type && (
        <Suggestions
          type={type}
          durationMinutes={draft.minutes}
          chosen={draft.resourceIds}
          setUp={setUp}
          clock={clock}
          onChoose={choose}
        />
      )}
      {!row && <RepeatFields value={series.repeating} onChange={series.setRepeating} />}
      {series.isMany && (
        <ClashList
          clashes={series.clashes}
          clock={clock}
          leftOut={series.leftOut}
          onLeaveOut={series.leaveOut}
          taken={row ? 'stays' : 'leftOut'}
        />
      )}
      {!series.isMany && row && other && (
        <SwapOffer row={row} other={other} setUp={setUp} clock={clock} onDone={close} />
      )}
      {!series.isMany && (isTaken || isOutside) && (
        <TakenTime
          isTaken={isTaken}
          mayOverbook={mayOverbook}
          reason={draft.overbookReason}
          free={free}
          clock={clock}
          onReason={(reason) => change({ overbookReason: reason })}
          onChoose={choose}
        />
      )}
      <TextField
        label={t('form.invited')}
        hint={t('form.invitedHint')}
        problem={participants === null ? t('form.badAddress') : undefined}
        value={draft.invited}
        onChange={(event) => change({ invited: event.currentTarget.value })}
      />
      <AnswerFields
        questions={type?.settings.questions ?? []}
        answers={draft.answers}
        onChange={(answers) => change({ answers })}
      />
      <TextArea
        label={t('form.notes')}
        maxLength={5_000}
        rows={3}
        value={draft.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      {mayWait && <WaitButton who={waiting} setUp={setUp} onDone={close} />}
      {row && (
        <div>
          <Button
            variant="quiet"
            icon={FileDown}
            disabled={isOffline}
            onClick={() => void exporting.ofAppointment(row.id)}
          >
            {t('file.exportOne')}
          </Button>
        </div>
      )}
      {row?.overbookReason && <p className={styles.small}>{t('form.overbooked', { reason: row.overbookReason })}</p>}
      {row?.cancelReason && <p className={styles.small}>{t('form.cancelled', { reason: row.cancelReason })}</p>}
    </FormDialog>
  );
}
