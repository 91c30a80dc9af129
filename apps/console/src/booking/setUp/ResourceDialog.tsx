import { CALENDAR_COLORS, RESOURCE_KINDS, type ResourceWish, resourceWish } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { Checkbox } from '../../design/Checkbox.tsx';
import { FormDialog } from '../../design/FormDialog.tsx';
import { Select } from '../../design/Select.tsx';
import { TextField } from '../../design/TextField.tsx';
import { useLiveQuery } from '../../replica/index.ts';
import type { Resource, SetUp } from '../agenda.ts';
import styles from '../CalendarScreen.module.css';
import { FeedAddress } from '../files/FeedAddress.tsx';
import { faultOfHours, type Hours, hoursOf, rulesOf, UNCONDITIONAL, type WeekRows } from './hours.ts';
import { RuleDates } from './RuleDates.tsx';
import { RuleWeek } from './RuleWeek.tsx';
import { useSaving } from './useSaving.ts';

/** What somebody begins with who gives a calendar hours of its own. */
function usualHours(): Hours {
  const rows = () =>
    [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ].map((span) => ({ id: newRowId(), span, conditions: UNCONDITIONAL }));
  const week: WeekRows = { '0': [], '1': rows(), '2': rows(), '3': rows(), '4': rows(), '5': rows(), '6': [] };
  return { week, dates: [] };
}

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
  // As they stood when it was opened: what somebody else makes meanwhile is not taken away.
  const [seen] = useState(() => setUp.rules.filter((rule) => resource && rule.resourceId === resource.id));
  const [hasHours, setHasHours] = useState(seen.length > 0);
  const [hours, setHours] = useState<Hours>(() => (seen.length > 0 ? hoursOf(seen) : usualHours()));
  const fault = hasHours ? faultOfHours(hours) : null;
  const forAll = setUp.rules.filter((rule) => rule.resourceId === null).length;
  const checked = resourceWish.safeParse(wish);
  const { save, isSaving, problem } = useSaving(async () => {
    if (!checked.success) return;
    await api.booking.saveResource.mutate({
      id,
      wish: checked.data,
      hours: hasHours ? rulesOf(hours) : [],
      seen: seen.map((rule) => rule.id),
    });
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
      disabled={!checked.success || fault !== null}
      unfinished={fault && t(`setUp.unfinished.${fault}`)}
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
      <Checkbox checked={hasHours} onChange={setHasHours} hint={t('setUp.companyHoursHint')}>
        {t('setUp.ownHours')}
      </Checkbox>
      {forAll > 0 && <p className={styles.small}>{t('setUp.rulesForAll', { count: forAll })}</p>}
      {hasHours && (
        <>
          <RuleWeek week={hours.week} types={setUp.types} onChange={(week) => setHours({ ...hours, week })} />
          {Object.values(hours.week).every((rows) => rows.length === 0) && (
            <p className={styles.small}>{t('setUp.emptyWeek')}</p>
          )}
          <RuleDates dates={hours.dates} types={setUp.types} onChange={(dates) => setHours({ ...hours, dates })} />
        </>
      )}
      {resource && <FeedAddress resourceId={resource.id} />}
    </FormDialog>
  );
}
