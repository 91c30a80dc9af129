import type { HoursException } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useSyncKind } from '../replica/index.ts';
import grid from './Hours.module.css';

const COUNTRIES = ['BR', 'CL', 'AR', 'MX', 'CO', 'US'] as const;

/** Adds a country's coming holidays of this year and the next, closed all day; those that stand already stay as they are. */
export function NationalHolidays({
  dates,
  onChange,
}: {
  dates: readonly HoursException[];
  onChange: (dates: HoursException[]) => void;
}) {
  const { t } = useTranslation('settings');
  const api = useApi();
  const tell = useTellFailure();
  const language = useLanguage();
  const isOffline = useSyncKind() === 'offline';
  const [added, setAdded] = useState<number | null>(null);
  const add = useMutation({
    mutationFn: async (country: (typeof COUNTRIES)[number]) => {
      const year = new Date().getFullYear();
      const both = await Promise.all(
        [year, year + 1].map((each) => api.company.holidays.query({ country, year: each, language })),
      );
      return both.flat();
    },
    networkMode: 'always',
    onError: tell,
    onSuccess(holidays) {
      const known = new Set(dates.map(({ date }) => date));
      const today = new Date().toLocaleDateString('sv');
      const coming = holidays.filter(({ date }) => date >= today && !known.has(date));
      const added = coming.map((holiday) => ({ ...holiday, spans: [] }));
      onChange([...dates, ...added].toSorted((a, b) => a.date.localeCompare(b.date)));
      setAdded(added.length);
    },
  });
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return (
    <>
      <Menu
        trigger={
          <Button icon={CalendarPlus} busy={add.isPending} disabled={isOffline}>
            {t('company.holidays')}
          </Button>
        }
      >
        {COUNTRIES.map((country) => (
          <MenuItem key={country} onSelect={() => add.mutate(country)}>
            {names.of(country) ?? country}
          </MenuItem>
        ))}
      </Menu>
      {/* Here, where one looks: a toast would lie over the buttons that keep it. */}
      <span role="status" className={grid.hint}>
        {added === null ? '' : t('company.holidaysAdded', { count: added })}
      </span>
    </>
  );
}
