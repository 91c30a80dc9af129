import type { HoursException } from '@balcao/domain';
import { useMutation } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import { toast } from '../design/toastStore.ts';
import { useLanguage } from '../i18n/useLanguage.ts';
import { useSyncState } from '../replica/index.ts';

const COUNTRIES = ['BR', 'CL', 'AR', 'MX', 'CO', 'US'] as const;

/** Adds a country's holidays of this year and the next, closed all day; those that stand already stay as they are. */
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
  const isOffline = useSyncState().kind === 'offline';
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
      const added = holidays.filter(({ date }) => !known.has(date)).map((holiday) => ({ ...holiday, spans: [] }));
      onChange([...dates, ...added].toSorted((a, b) => a.date.localeCompare(b.date)));
      toast({ title: t('company.holidaysAdded', { count: added.length }) });
    },
  });
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return (
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
  );
}
