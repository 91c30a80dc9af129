import { SMS_WISHES, type TellingSettings } from '@balcao/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { Checkbox } from '../../design/Checkbox.tsx';
import { ErrorState } from '../../design/ErrorState.tsx';
import rows from '../../design/Rows.module.css';
import { Select } from '../../design/Select.tsx';
import { useSyncKind } from '../../replica/index.ts';
import styles from '../CalendarScreen.module.css';
import { TellingWords } from './TellingWords.tsx';
import { useSaving } from './useSaving.ts';

const KEY = ['booking', 'tellings'];

/** What contacts are told of their appointments, by which ways and in which words (BOOK-18). */
export function TellingsSettings() {
  const { t } = useTranslation('booking');
  const api = useApi();
  const stored = useQuery({ queryKey: KEY, queryFn: () => api.tellings.get.query({}) });
  const words = useProblemWords();
  const failure = stored.error && words.ofError(stored.error);
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t('tellings.explain')}</p>
      </div>
      {failure && (
        <ErrorState title={failure.what} reference={failure.reference} onRetry={() => void stored.refetch()}>
          {failure.todo}
        </ErrorState>
      )}
      {stored.data && <TellingsForm key={stored.dataUpdatedAt} stored={stored.data} />}
    </>
  );
}

function TellingsForm({ stored }: { stored: TellingSettings }) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const queries = useQueryClient();
  const isOffline = useSyncKind() === 'offline';
  const [settings, setSettings] = useState(stored);
  const change = (part: Partial<TellingSettings>) => setSettings((now) => ({ ...now, ...part }));
  const { save, isSaving, problem } = useSaving(
    async () => {
      await api.tellings.save.mutate(settings);
    },
    () => queries.setQueryData(KEY, settings),
  );
  return (
    <form
      className={styles.settingsForm}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset className={styles.set}>
        <legend className={styles.legend}>{t('tellings.ways')}</legend>
        <Checkbox checked={settings.channel} onChange={(channel) => change({ channel })}>
          {t('tellings.channel')}
        </Checkbox>
        <Checkbox checked={settings.mail} onChange={(mail) => change({ mail })}>
          {t('tellings.mail')}
        </Checkbox>
        <Select
          label={t('tellings.sms')}
          value={settings.sms}
          options={SMS_WISHES.map((value) => ({ value, label: t(`tellings.smsWishes.${value}`) }))}
          onChange={(sms) => change({ sms })}
        />
      </fieldset>
      <TellingWords settings={settings} onChange={change} />
      {problem && <p role="alert">{problem.what}</p>}
      <div>
        <Button variant="primary" type="submit" disabled={isOffline || isSaving}>
          {t(isOffline ? 'setUp.offline' : 'tellings.save')}
        </Button>
      </div>
    </form>
  );
}
