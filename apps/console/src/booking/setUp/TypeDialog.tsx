import { type AppointmentTypeWish, appointmentTypeWish, CALENDAR_COLORS, SERVINGS, USUAL_TYPE } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Checkbox } from '../../design/Checkbox.tsx';
import { FormDialog } from '../../design/FormDialog.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import { useLiveQuery } from '../../replica/index.ts';
import type { AppointmentType, SetUp } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';
import { Choices } from './Choices.tsx';
import { NumberField } from './NumberField.tsx';
import { PublicPage } from './PublicPage.tsx';
import { QuestionsFields } from './QuestionsFields.tsx';
import { useSaving } from './useSaving.ts';

type Settings = AppointmentTypeWish['settings'];
const NUMBERS = [
  ['stepMinutes', 5],
  ['bufferBeforeMinutes', 0],
  ['bufferAfterMinutes', 0],
  ['noticeMinutes', 0],
  ['horizonDays', 1],
  ['capacity', 1],
  ['cancelDeadlineMinutes', 0],
] as const satisfies readonly (readonly [keyof Settings, number])[];

/** `30, 45, 60` as a list of minutes. */
const minutesIn = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);

/** Invitations leave from a mailbox of the company's own, which reads the answers. */
function useHasMailbox(): boolean {
  const { rows } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'channel' } }), []);
  return rows.some(
    ({ entry }) => entry.kind === 'channel' && entry.channelKind === 'email' && entry.status === 'active',
  );
}

type Props = { type: AppointmentType | null; setUp: SetUp; onClose: () => void };

export function TypeDialog({ type, setUp, onClose }: Props) {
  const { t } = useTranslation('booking');
  const api = useApi();
  // Once: a save whose answer was lost is repeated for the same one.
  const [id] = useState(() => type?.id ?? newRowId());
  const [name, setName] = useState(type?.name ?? '');
  const [settings, setSettings] = useState<Settings>({ ...USUAL_TYPE, ...type?.settings });
  const hasMailbox = useHasMailbox();
  const [durations, setDurations] = useState(settings.durations.join(', '));
  const change = (part: Partial<Settings>) => setSettings((now) => ({ ...now, ...part }));
  const wish = {
    name,
    active: true,
    settings: { ...settings, durations: minutesIn(durations) },
  };
  const checked = appointmentTypeWish.safeParse(wish);
  const { save, isSaving, problem } = useSaving(async () => {
    if (checked.success) await api.booking.types.save.mutate({ id, wish: checked.data });
  }, onClose);
  const toggled = (ids: readonly string[], id: string, on: boolean) =>
    on ? [...ids, id] : ids.filter((each) => each !== id);
  return (
    <FormDialog
      size="l"
      title={t(type ? 'setUp.type' : 'setUp.newType')}
      submit={t('form.save')}
      busy={isSaving}
      disabled={!checked.success}
      problem={problem}
      onSubmit={save}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <TextField
          label={t('setUp.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('setUp.color')}
          value={settings.color}
          options={CALENDAR_COLORS.map((value) => ({ value, label: t(`setUp.colors.${value}`) }))}
          onChange={(color) => change({ color })}
        />
      </div>
      <TextField
        label={t('setUp.description')}
        maxLength={500}
        value={settings.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <TextField
          label={t('setUp.durationsLabel')}
          hint={t('setUp.durationsHint')}
          value={durations}
          onChange={(event) => setDurations(event.currentTarget.value)}
        />
        <Select
          label={t('setUp.servingLabel')}
          value={settings.serving}
          options={SERVINGS.map((value) => ({ value, label: t(`setUp.serving.${value}`) }))}
          onChange={(serving) => change({ serving })}
        />
      </div>
      <div className={styles.three}>
        {NUMBERS.map(([field, least]) => (
          <NumberField
            key={field}
            label={t(`setUp.${field}`)}
            least={least}
            value={settings[field]}
            onChange={(value) => change({ [field]: value })}
          />
        ))}
        <NumberField
          label={t('setUp.price')}
          least={0}
          value={settings.priceCents === null ? null : settings.priceCents / 100}
          onChange={(value) => change({ priceCents: value === null ? null : Math.round(value * 100) })}
        />
      </div>
      <Choices
        legend={t('setUp.servedBy')}
        hint={settings.resourceIds.length === 0 ? t('setUp.servedByAll') : ''}
        all={setUp.resources.filter(({ active }) => active)}
        chosen={settings.resourceIds}
        onToggle={(id, on) => change({ resourceIds: toggled(settings.resourceIds, id, on) })}
      />
      {setUp.places.length > 0 && (
        <Choices
          legend={t('setUp.placesOf')}
          hint=""
          all={setUp.places}
          chosen={settings.placeIds}
          onToggle={(id, on) => change({ placeIds: toggled(settings.placeIds, id, on) })}
        />
      )}
      <QuestionsFields
        questions={settings.questions}
        types={setUp.types.filter((each) => each.active && each.id !== id)}
        onChange={(questions) => change({ questions })}
      />
      <Checkbox checked={settings.needsApproval} onChange={(needsApproval) => change({ needsApproval })}>
        {t('setUp.needsApproval')}
      </Checkbox>
      <Checkbox
        checked={settings.sendsInvitations}
        hint={t(hasMailbox ? 'setUp.sendsInvitationsHint' : 'setUp.noMailbox')}
        onChange={(sendsInvitations) => change({ sendsInvitations })}
      >
        {t('setUp.sendsInvitations')}
      </Checkbox>
      <PublicPage page={settings.page ?? null} name={name} onChange={(page) => change({ page })} />
    </FormDialog>
  );
}
