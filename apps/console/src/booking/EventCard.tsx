import type { AppointmentRow } from '@balcao/replica';
import { Check, Clock3, Repeat, TriangleAlert, UserCheck } from 'lucide-react';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../design/classes.ts';
import { Icon } from '../design/Icon.tsx';
import type { Placed } from './layout.ts';
import styles from './TimeGrid.module.css';
import type { Clock } from './words.ts';

type Props = {
  placed: Placed<AppointmentRow>;
  columnKey: string;
  color: string;
  typeName: string;
  pixelsPerMinute: number;
  clock: Clock;
  isFaded: boolean;
  onOpen: (id: string) => void;
  onNudge: (row: AppointmentRow, event: KeyboardEvent) => void;
};

/** One appointment in a column: opened by a press, moved by dragging it or with Alt and the arrows. */
export const EventCard = memo(function EventCard({
  placed: { item: row, top, bottom, lane, lanes },
  columnKey,
  color,
  typeName,
  pixelsPerMinute,
  clock,
  isFaded,
  onOpen,
  onNudge,
}: Props) {
  const { t } = useTranslation('booking');
  const height = Math.max(18, (bottom - top) * pixelsPerMinute - 2);
  const status = t(`status.${row.status}`);
  const mark =
    row.arrivedAt !== null
      ? UserCheck
      : row.status === 'confirmed' || row.status === 'completed'
        ? Check
        : row.status === 'requested'
          ? Clock3
          : null;
  return (
    <button
      type="button"
      data-appointment={row.id}
      data-in={columnKey}
      data-top={top}
      data-bottom={bottom}
      data-color={color}
      data-narrow={lanes >= 3 || undefined}
      className={classes(styles.event, styles[row.status], height < 34 && styles.low, isFaded && styles.faded)}
      style={{
        top: top * pixelsPerMinute,
        height,
        left: `calc(${(lane / lanes) * 100}% + 2px)`,
        width: `calc(${100 / lanes}% - 6px)`,
      }}
      aria-label={t('event.label', { who: row.title, type: typeName, time: clock.span(row.slot), status })}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowDown Alt+Shift+ArrowUp"
      onClick={() => onOpen(row.id)}
      onKeyDown={(event) => event.altKey && onNudge(row, event)}
    >
      <span className={styles.who}>
        {row.status === 'conflict' || row.overbookReason ? <Icon icon={TriangleAlert} size={12} /> : null}
        <span className={styles.title}>{row.title}</span>
        {row.seriesId !== '' && <Icon icon={Repeat} size={12} />}
        {mark && <Icon icon={mark} size={12} />}
      </span>{' '}
      <span className={styles.what}>
        {row.status === 'conflict' ? status : typeName} · {clock.span(row.slot)}
      </span>
      {row.place?.value && height > 60 && <span className={styles.what}>{row.place.value}</span>}
      <span data-resize aria-hidden="true" className={styles.handle} />
    </button>
  );
});
