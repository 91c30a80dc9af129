import { type HoursException, isZone, LANGUAGES, type WeekHours } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Api, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { toast } from '../design/toastStore.ts';
import { Dates, hoursFault, Week } from '../hours/index.ts';
import { NATIVE_NAMES } from '../i18n/nativeNames.ts';
import { useLiveQuery, useSyncKind } from '../replica/index.ts';
import { CompanyPlace } from './CompanyPlace.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

const ZONES = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
type Change = Parameters<Api['company']['edit']['mutate']>[0];

/** What holds for the whole company (CON-26). The server's to keep: disabled while there is none. */
export function CompanySettings() {
  const { t } = useTranslation('settings');
  const api = useApi();
  const tell = useTellFailure();
  const isOffline = useSyncKind() === 'offline';
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
  const fault = hoursFault(week, dates);
  return (
    <fieldset disabled={isOffline} className={styles.fieldset}>
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
        <SettingRow label={t('company.grouping')} hint={t('company.groupingHint')}>
          <Kept
            number
            label={t('company.grouping')}
            value={entry.groupingDelayMs === null ? '' : String(entry.groupingDelayMs / 1000)}
            placeholder={t('company.groupingUsual')}
            onSave={(value) => save({ groupingDelayMs: Math.round(Number(value) * 1000) })}
          />
        </SettingRow>
      </div>

      <h3 className={styles.heading}>{t('company.hours')}</h3>
      <p className={styles.hint}>{t('company.hoursHint')}</p>
      <Week week={week} onChange={setHours} />

      <h3 className={styles.heading}>{t('company.exceptions')}</h3>
      <p className={styles.hint}>{t('company.exceptionsHint')}</p>
      <Dates dates={dates} onChange={setExceptions} />
      {(hours || exceptions) && (
        <div className={styles.footer}>
          {fault && <span role="alert">{t(`company.${fault}`)}</span>}
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
            disabled={fault !== null}
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
  placeholder,
  onSave,
}: {
  label: string;
  value: string;
  number?: boolean;
  placeholder?: string;
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
      placeholder={placeholder}
      {...(number ? { type: 'number', min: 0, max: 8_760, step: 'any' } : { maxLength: 200 })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}
