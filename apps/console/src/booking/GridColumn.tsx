import type { LocalDay } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDragged } from './drag.ts';
import { EventCard } from './EventCard.tsx';
import { instantAt, type Placed } from './layout.ts';
import styles from './TimeGrid.module.css';
import type { GridColumnOf } from './TimeGrid.tsx';
import type { Clock } from './words.ts';

type Stretch = { top: number; bottom: number };
export type ColumnContent = {
  events: readonly Placed<AppointmentRow>[];
  /** When nobody can book. */
  closed: readonly Stretch[];
  blocked: readonly (Stretch & { id: string; reason: string })[];
  /** Kept for somebody who is being asked. */
  held: readonly (Stretch & { id: string; expiresAt: number })[];
  free: readonly Stretch[];
};

type Props = {
  column: GridColumnOf;
  content: ColumnContent | undefined;
  pixelsPerMinute: number;
  clock: Clock;
  colorOf: (row: AppointmentRow) => string;
  typeName: (row: AppointmentRow) => string;
  isFaded: (row: AppointmentRow) => boolean;
  onOpen: (id: string) => void;
  onOpenBlock: (id: string, day: LocalDay) => void;
  onNudge: (row: AppointmentRow, event: KeyboardEvent) => void;
};

export const GridColumn = memo(function GridColumn({
  column,
  content,
  pixelsPerMinute,
  clock,
  colorOf,
  typeName,
  isFaded,
  onOpen,
  onOpenBlock,
  onNudge,
}: Props) {
  const { t } = useTranslation('booking');
  const at = ({ top, bottom }: Stretch) => ({ top: top * pixelsPerMinute, height: (bottom - top) * pixelsPerMinute });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={column.group ? `${column.group}, ${column.label}` : column.label}
      data-column={column.key}
      className={styles.column}
    >
      {content?.closed.map((stretch) => (
        <span key={stretch.top} className={styles.closed} style={at(stretch)} />
      ))}
      {content?.free.map((stretch) => (
        <span key={stretch.top} className={styles.free} style={at(stretch)} />
      ))}
      {content?.blocked.map((block) => (
        <button
          key={`${block.id}${block.top}`}
          type="button"
          data-block={block.id}
          className={styles.blocked}
          style={at(block)}
          aria-label={t('block.label', { reason: block.reason || t('block.noReason') })}
          onClick={() => onOpenBlock(block.id, column.day)}
        >
          {block.reason || t('block.noReason')}
        </button>
      ))}
      {content?.held.map((hold) => (
        <span key={`${hold.id}${hold.top}`} className={styles.held} style={at(hold)}>
          {t('held', { time: clock.clock(hold.expiresAt) })}
        </span>
      ))}
      {content?.events.map((placed) => (
        <EventCard
          key={placed.item.id}
          placed={placed}
          columnKey={column.key}
          color={colorOf(placed.item)}
          typeName={typeName(placed.item)}
          pixelsPerMinute={pixelsPerMinute}
          clock={clock}
          isFaded={isFaded(placed.item)}
          onOpen={onOpen}
          onNudge={onNudge}
        />
      ))}
      <GhostOf column={column} pixelsPerMinute={pixelsPerMinute} clock={clock} />
    </div>
  );
});

/** What is being dragged, where it would land. */
function GhostOf({ column, pixelsPerMinute, clock }: { column: GridColumnOf; pixelsPerMinute: number; clock: Clock }) {
  const ghost = useDragged(({ dragged }) => (dragged?.ghost.columnKey === column.key ? dragged.ghost : null));
  if (!ghost) return null;
  const zoneOf = column.zone;
  const span = { from: instantAt(column.day, ghost.top, zoneOf), to: instantAt(column.day, ghost.bottom, zoneOf) };
  return (
    <span
      className={styles.ghost}
      style={{
        transform: `translateY(${ghost.top * pixelsPerMinute}px)`,
        height: (ghost.bottom - ghost.top) * pixelsPerMinute,
      }}
    >
      {clock.span(span)}
    </span>
  );
}
