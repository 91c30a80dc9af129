import { localDay, may } from '@balcao/domain';
import { Ban, ChevronLeft, ChevronRight, Ellipsis, FileDown, FileUp, Plus, Printer, Undo2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import { Select } from '../design/Select.tsx';
import { TextField } from '../design/TextField.tsx';
import { useCommand } from '../keyboard/index.ts';
import { useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { CALENDAR_VIEWS, type CalendarView, useBookingScreen } from './bookingScreen.ts';
import styles from './CalendarScreen.module.css';
import { useExport } from './files/useExport.ts';
import { daysOn, monthsOn } from './layout.ts';
import { useNewTime } from './useNewTime.ts';
import type { Clock } from './words.ts';

type Props = {
  date: string;
  today: string;
  zone: string;
  clock: Clock;
  range: { from: number; to: number };
  onUndo: () => void;
};

const KEYS: Record<CalendarView, string> = {
  day: 'd',
  resources: 'r',
  week: 'w',
  resourceWeek: 'shift+w',
  month: 'm',
  agenda: 'a',
};

export function Toolbar({ date, today, zone, clock, range, onUndo }: Props) {
  const { t } = useTranslation('booking');
  const { role } = useUser();
  const { view, show, goTo, search, set, edit } = useBookingScreen();
  const find = useRef<HTMLDivElement>(null);
  const isWeek = view === 'week' || view === 'resourceWeek';
  const step = (by: number) => goTo(view === 'month' ? monthsOn(date, by) : daysOn(date, isWeek ? by * 7 : by));
  const newTime = useNewTime(date, zone);
  const exporting = useExport();
  const isOffline = useSyncKind() === 'offline';
  const mayImport = may(role, 'agenda.block');
  const takeFile = () => edit({ kind: 'import', file: null });
  const mayBook = may(role, 'agenda.book');
  const book = () => edit({ kind: 'new', from: newTime(), to: null, resourceIds: [] });
  const block = () => edit({ kind: 'newBlock', from: newTime(), to: newTime() + 3_600_000, resourceId: '' });
  const group = 'view' as const;

  useCommand({ id: 'booking.new', title: t('new'), group, keys: 'c', when: mayBook, run: book });
  useCommand({ id: 'booking.today', title: t('today'), group, keys: 't', run: () => goTo('') });
  useCommand({ id: 'booking.next', title: t('next'), group, keys: 'j', run: () => step(1) });
  useCommand({ id: 'booking.previous', title: t('previous'), group, keys: 'k', run: () => step(-1) });
  useCommand({ id: 'booking.undo', title: t('undo.action'), group, keys: 'mod+z', run: onUndo });
  useCommand({
    id: 'booking.search',
    title: t('search'),
    group,
    keys: '/',
    run: () => find.current?.querySelector('input')?.focus(),
  });
  useCommand({
    id: 'booking.block',
    title: t('block.new'),
    group,
    keys: 'b',
    when: may(role, 'agenda.block'),
    run: block,
  });
  useCommand({ id: 'booking.import', title: t('file.import'), group, when: mayImport, run: takeFile });
  useCommand({
    id: 'booking.export',
    title: t('file.export'),
    group,
    when: !isOffline,
    run: () => void exporting.ofRange(range),
  });
  useCommand({ id: 'booking.print', title: t('print'), group, keys: 'mod+p', run: () => window.print() });

  const title =
    view === 'month'
      ? clock.month(localDay(date, zone).from)
      : view === 'day' || view === 'resources'
        ? clock.long(range.from)
        : clock.range(range.from, range.to - 1);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('toolbar')}>
      {CALENDAR_VIEWS.map((each) => (
        <ViewCommand key={each} view={each} keys={KEYS[each]} />
      ))}
      <Button keys="t" disabled={date === today} onClick={() => goTo('')}>
        {t('today')}
      </Button>
      <IconButton icon={ChevronLeft} label={t('previous')} keys="k" onClick={() => step(-1)} />
      <IconButton icon={ChevronRight} label={t('next')} keys="j" onClick={() => step(1)} />
      <h2 className={styles.title} aria-live="polite">
        {title}
      </h2>
      <div ref={find} className={styles.find}>
        <TextField
          hideLabel
          type="search"
          label={t('search')}
          placeholder={t('search')}
          value={search}
          onChange={(event) => set({ search: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Escape' && set({ search: '' })}
        />
      </div>
      <Select
        hideLabel
        label={t('viewLabel')}
        value={view}
        options={CALENDAR_VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={show}
      />
      <IconButton icon={Undo2} label={t('undo.action')} keys="mod+z" onClick={onUndo} />
      {may(role, 'agenda.block') && <IconButton icon={Ban} label={t('block.new')} keys="b" onClick={block} />}
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('moreActions')} />}>
        {mayImport && (
          <MenuItem icon={FileUp} disabled={isOffline} hint={isOffline && t('setUp.offline')} onSelect={takeFile}>
            {t('file.import')}
          </MenuItem>
        )}
        <MenuItem
          icon={FileDown}
          disabled={isOffline}
          hint={t(isOffline ? 'setUp.offline' : 'file.exportHint')}
          onSelect={() => void exporting.ofRange(range)}
        >
          {t('file.export')}
        </MenuItem>
        <MenuItem icon={Printer} keys="mod+p" onSelect={() => window.print()}>
          {t('print')}
        </MenuItem>
      </Menu>
      {mayBook && (
        <Button variant="primary" icon={Plus} keys="c" onClick={book}>
          {t('new')}
        </Button>
      )}
    </div>
  );
}

function ViewCommand({ view, keys }: { view: CalendarView; keys: string }) {
  const { t } = useTranslation('booking');
  const { show } = useBookingScreen();
  useCommand({ id: `booking.view.${view}`, title: t(`view.${view}`), group: 'view', keys, run: () => show(view) });
  return null;
}
