import { CALENDAR_COLORS, RESOURCE_KINDS, type ResourceWish, resourceWish } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { Checkbox } from '../../design/Checkbox.tsx';
import { FormDialog } from '../../design/FormDialog.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import { Spans, Week } from '../../hours/index.ts';
import { useLiveQuery } from '../../replica/index.ts';
import type { Resource, SetUp } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';
import { FeedAddress } from '../files/FeedAddress.tsx';
import { type Hours, hoursOf, isPlain, rulesOf } from './hours.ts';
import { useSaving } from './useSaving.ts';

const USUAL_SPANS = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const USUAL: Hours = {
  week: { '0': [], '1': USUAL_SPANS, '2': USUAL_SPANS, '3': USUAL_SPANS, '4': USUAL_SPANS, '5': USUAL_SPANS, '6': [] },
  dates: [],
};

type Props = { resource: Resource | null; setUp: SetUp; onClose: () => void };

export function ResourceDialog({ resource, setUp, onClose }: Props) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const { rows: users } = useLiveQuery((all) => all.users.find(), []);
  // Once: a save whose answer was lost is repeated for the same one.
  const [id] = useState(() => resource?.id ?? newRowId());
  const [wish, setWish] = useState<ResourceWish>(() => ({
    name: resource?.name ?? '',
    active: true,
    userId: resource?.userId || null,
    settings: resource?.settings ?? { kind: 'person', color: 'teal', zone: setUp.zone },
  }));
  const standing = setUp.rules.filter((rule) => resource && rule.resourceId === resource.id && isPlain(rule));
  const others = setUp.rules.filter((rule) => resource && rule.resourceId === resource.id && !isPlain(rule)).length;
  const [hours, setHours] = useState<Hours | null>(() => (standing.length > 0 ? hoursOf(standing) : null));
  const checked = resourceWish.safeParse(wish);
  const { save, isSaving, problem } = useSaving(async () => {
    if (!checked.success) return;
    await api.booking.saveResource.mutate({ id, wish: checked.data, hours: hours ? rulesOf(hours) : [] });
  }, onClose);
  const change = (part: Partial<ResourceWish>) => setWish((now) => ({ ...now, ...part }));
  const settings = (part: Partial<ResourceWish['settings']>) => change({ settings: { ...wish.settings, ...part } });
  const zones = [...new Set([wish.settings.zone, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <FormDialog
      size="l"
      title={t(resource ? 'setUp.resource' : 'setUp.newResource')}
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
          value={wish.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('setUp.kind')}
          value={wish.settings.kind}
          options={RESOURCE_KINDS.map((value) => ({ value, label: t(`setUp.kinds.${value}`) }))}
          onChange={(kind) => settings({ kind })}
        />
      </div>
      <div className={styles.three}>
        <Select
          label={t('setUp.user')}
          value={wish.userId ?? ''}
          options={[
            { value: '', label: t('setUp.nobody') },
            ...users.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(userId) => change({ userId: userId || null })}
        />
        <Select
          label={t('setUp.color')}
          value={wish.settings.color}
          options={CALENDAR_COLORS.map((value) => ({ value, label: t(`setUp.colors.${value}`) }))}
          onChange={(color) => settings({ color })}
        />
        <Select
          label={t('setUp.zone')}
          value={wish.settings.zone}
          options={zones.map((value) => ({ value, label: value }))}
          onChange={(zone) => settings({ zone })}
        />
      </div>
      <Checkbox
        checked={hours !== null}
        onChange={(on) => setHours(on ? USUAL : null)}
        hint={t('setUp.companyHoursHint')}
      >
        {t('setUp.ownHours')}
      </Checkbox>
      {others > 0 && <p className={styles.small}>{t('setUp.otherRules', { count: others })}</p>}
      {hours && (
        <>
          <Week week={hours.week} onChange={(week) => setHours({ ...hours, week })} />
          <DatesOf hours={hours} onChange={setHours} />
        </>
      )}
      {resource && <FeedAddress resourceId={resource.id} />}
    </FormDialog>
  );
}

/** Days that differ from the week; without a time it is shut. */
function DatesOf({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useTranslation('booking');
  const set = (at: number, part: Partial<Hours['dates'][number]>) =>
    onChange({ ...hours, dates: hours.dates.map((each, index) => (index === at ? { ...each, ...part } : each)) });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>{t('setUp.dates')}</legend>
      {hours.dates.map(({ date, spans }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a date that is being typed has no name of its own yet
        <div key={index} className={styles.state}>
          <TextField
            hideLabel
            type="date"
            label={t('form.date')}
            value={date}
            onChange={(event) => set(index, { date: event.currentTarget.value })}
          />
          <Spans label={date} spans={spans} onChange={(next) => set(index, { spans: next })} />
          <IconButton
            icon={Trash2}
            label={t('setUp.removeDate', { date })}
            onClick={() => onChange({ ...hours, dates: hours.dates.filter((_each, other) => other !== index) })}
          />
        </div>
      ))}
      <div>
        <Button icon={Plus} onClick={() => onChange({ ...hours, dates: [...hours.dates, { date: '', spans: [] }] })}>
          {t('setUp.addDate')}
        </Button>
      </div>
    </fieldset>
  );
}
