import {
  type HoursException,
  isZone,
  LANGUAGES,
  type OpenSpan,
  spansProblem,
  WEEKDAYS,
  type WeekHours,
} from '@balcao/domain';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { NATIVE_NAMES } from '../i18n/nativeNames.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useLiveQuery, useSyncState } from '../replica/index.ts';
import { CompanyPlace } from './CompanyPlace.tsx';
import grid from './Hours.module.css';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

const ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
/** 2026-11-22 is a Sunday. */
const dayName = (day: number, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 10, 22 + day));

type Change = Parameters<Api['company']['edit']['mutate']>[0];

/** What holds for the whole company (CON-26). The server's to keep: disabled while there is none. */
export function CompanySettings() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncState().kind === 'offline';
  const { rows } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'company' } }), []);
  const company = rows[0];
  const [hours, setHours] = useState<WeekHours | null>(null);
  const [exceptions, setExceptions] = useState<HoursException[] | null>(null);
  if (company?.entry.kind !== 'company') return <p role="status">{t('company.loading')}</p>;
  const { entry } = company;
  const save = async (change: Change) => {
    try {
      await api.company.edit.mutate(change);
      toast({ tone: 'good', title: t('company.saved') });
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  };
  const week = hours ?? entry.hours;
  const dates = exceptions ?? entry.exceptions;
  const isBad = [...Object.values(week), ...dates.map(({ spans }) => spans)].some(
    (spans) => spansProblem(spans) !== null,
  );
  const isUnfinished = dates.some(({ date, name }) => date === '' || name.trim() === '');
  const setDate = (at: number, change: Partial<HoursException>) =>
    setExceptions(dates.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <fieldset disabled={isOffline} className={grid.all}>
      {isOffline && <p role="status">{t('company.offline')}</p>}
      <div className={styles.rows}>
        <SettingRow label={t('company.name')}>
          <Kept label={t('company.name')} value={company.name} onSave={(name) => save({ name })} />
        </SettingRow>
        <SettingRow label={t('company.zone')} hint={t('company.zoneHint')}>
          <Select
            hideLabel
            label={t('company.zone')}
            value={entry.zone}
            options={
              ZONES.some(({ value }) => value === entry.zone)
                ? ZONES
                : [{ value: entry.zone, label: entry.zone }, ...ZONES]
            }
            onChange={(zone) => isZone(zone) && void save({ zone })}
          />
        </SettingRow>
        <SettingRow label={t('company.language')} hint={t('company.languageHint')}>
          <Select
            hideLabel
            label={t('company.language')}
            value={LANGUAGES.find((each) => each === entry.language) ?? 'pt-BR'}
            options={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
            onChange={(next) => void save({ language: next })}
          />
        </SettingRow>
        <CompanyPlace place={entry.place} onSave={(place) => save({ place })} />
        <SettingRow label={t('company.reopening')} hint={t('company.reopeningHint')}>
          <Kept
            number
            label={t('company.reopening')}
            value={String(entry.reopeningWindowHours)}
            onSave={(value) => save({ reopeningWindowHours: Number(value) })}
          />
        </SettingRow>
      </div>

      <h3 className={grid.heading}>{t('company.hours')}</h3>
      <p className={styles.hint}>{t('company.hoursHint')}</p>
      <div className={styles.rows}>
        {WEEKDAYS.map((day, index) => (
          <SettingRow key={day} label={<span className={grid.day}>{dayName(index, language)}</span>}>
            <Spans
              label={dayName(index, language)}
              spans={week[day]}
              onChange={(spans) => setHours({ ...week, [day]: spans })}
            />
          </SettingRow>
        ))}
      </div>

      <h3 className={grid.heading}>{t('company.exceptions')}</h3>
      <p className={styles.hint}>{t('company.exceptionsHint')}</p>
      <div className={styles.rows}>
        {dates.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a date that is being typed has no name of its own yet
          <div key={index} className={grid.date}>
            <TextField
              hideLabel
              type="date"
              label={t('company.date')}
              value={each.date}
              onChange={(event) => setDate(index, { date: event.currentTarget.value })}
            />
            <TextField
              hideLabel
              label={t('company.dateName')}
              placeholder={t('company.dateName')}
              maxLength={80}
              value={each.name}
              onChange={(event) => setDate(index, { name: event.currentTarget.value })}
            />
            <Spans label={each.name} spans={each.spans} onChange={(spans) => setDate(index, { spans })} />
            <IconButton
              icon={Trash2}
              label={t('company.removeDate', { name: each.name })}
              onClick={() => setExceptions(dates.filter((_each, other) => other !== index))}
            />
          </div>
        ))}
        <div className={grid.date}>
          <Button icon={Plus} onClick={() => setExceptions([...dates, { date: '', name: '', spans: [] }])}>
            {t('company.addDate')}
          </Button>
        </div>
      </div>
      {(hours || exceptions) && (
        <div className={grid.footer}>
          {(isBad || isUnfinished) && <span role="alert">{t(isBad ? 'company.badSpans' : 'company.unfinished')}</span>}
          <Button
            onClick={() => {
              setHours(null);
              setExceptions(null);
            }}
          >
            {t('company.discard')}
          </Button>
          <Button
            variant="primary"
            disabled={isBad || isUnfinished}
            onClick={async () => {
              const kept = await save({ ...(hours && { hours }), ...(exceptions && { exceptions }) });
              if (!kept) return;
              setHours(null);
              setExceptions(null);
            }}
          >
            {t('company.save')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Kept on Enter and on leaving, if it changed. */
function Kept({
  label,
  value,
  number = false,
  onSave,
}: {
  label: string;
  value: string;
  number?: boolean;
  onSave: (value: string) => Promise<unknown>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    const next = typed?.trim() ?? '';
    if (typed !== null && next !== '' && next !== value) void onSave(next);
    setTyped(null);
  };
  return (
    <TextField
      hideLabel
      label={label}
      value={typed ?? value}
      {...(number ? { type: 'number', min: 0, max: 8_760 } : { maxLength: 200 })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}

/** From when to when a day is open; none is closed. */
function Spans({
  label,
  spans,
  onChange,
}: {
  label: string;
  spans: readonly OpenSpan[];
  onChange: (spans: OpenSpan[]) => void;
}) {
  const { t } = useTranslation('settings');
  const set = (at: number, change: Partial<OpenSpan>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...change } : span)));
  return (
    <div className={grid.spans}>
      {spans.length === 0 && <span className={styles.hint}>{t('company.closed')}</span>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name
        <span key={index} className={grid.span}>
          <input
            type="time"
            aria-label={t('company.from', { day: label })}
            value={span.from}
            onChange={(event) => set(index, { from: event.currentTarget.value || '00:00' })}
          />
          –
          <input
            type="time"
            aria-label={t('company.to', { day: label })}
            value={span.to === '24:00' ? '23:59' : span.to}
            onChange={(event) => set(index, { to: event.currentTarget.value || '23:59' })}
          />
          <IconButton
            size="s"
            icon={Trash2}
            label={t('company.removeSpan', { day: label })}
            onClick={() => onChange(spans.filter((_span, other) => other !== index))}
          />
        </span>
      ))}
      <IconButton
        size="s"
        icon={Plus}
        label={t('company.addSpan', { day: label })}
        onClick={() =>
          onChange([
            ...spans,
            spans.length === 0 ? { from: '08:00', to: '18:00' } : { from: spans.at(-1)?.to ?? '18:00', to: '23:00' },
          ])
        }
      />
    </div>
  );
}
