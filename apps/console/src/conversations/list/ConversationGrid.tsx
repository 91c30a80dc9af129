import type { ConversationRow as Row } from '@balcao/replica';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { useSyncKind } from '../../replica/index.ts';
import { useSelection } from '../bulk/selection.ts';
import styles from './ConversationGrid.module.css';
import { ConversationRow } from './ConversationRow.tsx';
import type { ConversationListState } from './conversationList.ts';
import { useHeldRows } from './useHeldRows.ts';
import { useRowHeight } from './useRowHeight.ts';
import { useUnsent } from './useUnsent.ts';

type Props = {
  list: ConversationListState;
  viewKey: string;
  openId: string | null;
  onOpen: (conversationId: string) => void;
  /** Enter on the open conversation: on to writing. */
  onEnter: () => void;
  onMore: () => void;
  /** Takes the rows as they stand on the screen, for the keys J and K. */
  onOrder: (rows: readonly Row[]) => void;
};

/** Rows drawn beyond the edges. Lower: white flashes on fast scrolling. Higher: slower first paint. */
const OVERSCAN = 10;
const NEAR_END_ROWS = 30;
const PAGE_STEP = 8;

const rowId = (conversationId: string) => `conversation-${conversationId}`;

/**
 * The rows of the list. The grid itself holds the focus and names its active row, so that the focus is never lost when
 * rows move, leave or are not drawn.
 */
export function ConversationGrid({ list, viewKey, openId, onOpen, onEnter, onMore, onOrder }: Props) {
  const { t } = useTranslation('conversations');
  const isOnline = useSyncKind() !== 'offline';
  const unsent = useUnsent();
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, waiting, hold } = useHeldRows(list.rows, viewKey);
  const openIndex = rows.findIndex((row) => row.id === openId);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    // Known beforehand: asking the page would have it lay itself out for every row that moves.
    measureElement: () => rowHeight,
    overscan: OVERSCAN,
    directDomUpdates: true,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new density means measuring anew
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  useEffect(() => onOrder(rows), [rows, onOrder]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top
  useEffect(() => virtualizer.scrollToOffset(0), [viewKey, virtualizer]);

  // Follows the open conversation only when another one is opened, not when it moves: the list never scrolls by itself.
  const openIndexNow = useRef(openIndex);
  useEffect(() => {
    openIndexNow.current = openIndex;
  });
  useEffect(() => {
    if (openId !== null && openIndexNow.current >= 0) virtualizer.scrollToIndex(openIndexNow.current);
  }, [openId, virtualizer]);

  const drawn = virtualizer.getVirtualItems();
  const isNearEnd = (drawn.at(-1)?.index ?? 0) >= rows.length - NEAR_END_ROWS;
  const canReadOn = list.phase === 'idle' && !list.complete;
  useEffect(() => {
    if (isNearEnd && canReadOn) onMore();
  }, [isNearEnd, canReadOn, onMore]);

  const selection = useSelection();
  const rowIds = useRef<readonly string[]>([]);
  useEffect(() => {
    rowIds.current = rows.map((row) => row.id);
  }, [rows]);
  const choose = useCallback((id: string, isRange: boolean) => {
    const { toggle, extendTo } = useSelection.getState();
    if (isRange) extendTo(id, rowIds.current);
    else toggle(id);
  }, []);

  const step = (by: number) => {
    const from = openIndex === -1 ? (by > 0 ? -1 : rows.length) : openIndex;
    const row = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    if (row) onOpen(row.id);
  };
  const press = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selection.choose(rows.map((row) => row.id));
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = stepOf(event.key, rows.length);
    if (by === null && event.key !== 'Enter') return;
    event.preventDefault();
    if (by === null) onEnter();
    else step(by);
  };

  return (
    <div className={styles.frame}>
      {waiting > 0 && (
        <button
          type="button"
          className={styles.waiting}
          onClick={() => {
            hold.release();
            virtualizer.scrollToOffset(0);
          }}
        >
          <Icon icon={ArrowUp} size={13} />
          {t('list.waiting', { count: waiting })}
        </button>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed absolutely, which a table's cannot be */}
      <div
        ref={scroller}
        role="grid"
        aria-label={t('list.label')}
        aria-multiselectable="true"
        aria-rowcount={list.complete ? rows.length : -1}
        aria-activedescendant={openIndex === -1 ? undefined : rowId(rows[openIndex]?.id ?? '')}
        tabIndex={0}
        className={styles.grid}
        onKeyDown={press}
        {...hold.handlers}
      >
        <div ref={virtualizer.containerRef} className={styles.whole} role="presentation">
          {drawn.map(({ key, index }) => {
            const row = rows[index];
            if (!row) return null;
            const isOpen = row.id === openId;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
              // biome-ignore lint/a11y/useSemanticElements: rows are placed absolutely, which a table's cannot be
              <div
                key={key}
                id={rowId(row.id)}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={isOpen}
                data-index={index}
                ref={virtualizer.measureElement}
                className={styles.row}
                style={{ height: rowHeight }}
                onClick={(event) => {
                  if (event.shiftKey || event.ctrlKey || event.metaKey) choose(row.id, event.shiftKey);
                  else onOpen(row.id);
                }}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: as above */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
                <div role="gridcell" className={styles.cell}>
                  <ConversationRow
                    row={row}
                    mark={list.marks.get(row.id)}
                    unsent={unsent.get(row.id)}
                    isOpen={isOpen}
                    isChosen={selection.ids.has(row.id)}
                    isChoosing={selection.ids.size > 0}
                    onChoose={choose}
                    isOnline={isOnline}
                  />
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** How many rows a key moves by, or `null`. */
function stepOf(key: string, rowCount: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return PAGE_STEP;
    case 'PageUp':
      return -PAGE_STEP;
    case 'Home':
      return -rowCount;
    case 'End':
      return rowCount;
    default:
      return null;
  }
}
