import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './VirtualList.module.css';

export type VirtualListHandle = { scrollToIndex: (index: number) => void };

type Props<Row> = {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Pixels; exact for rows of one height, a guess otherwise (`measure`). */
  rowHeight: number;
  /** Rows differ in height: each is measured once drawn. Costs a layout a row. */
  measure?: boolean;
  /** Called as the last `endMargin` rows come near, to ask for more. */
  onNearEnd?: () => void;
  handle?: Ref<VirtualListHandle>;
  className?: string | undefined;
  children: (row: Row, index: number) => ReactNode;
};

/** Rows drawn beyond the edges. Lower: white flashes on fast scrolling. Higher: slower first paint. */
const OVERSCAN = 8;
const NEAR_END_ROWS = 20;

/**
 * A list of which only the visible rows exist, 100,000 as smooth as 50 (CON-33).
 * Each row is a `listitem` that knows its place; what is inside takes the focus.
 */
export function VirtualList<Row>(props: Props<Row>) {
  const { rows, rowKey, rowHeight, measure = false, onNearEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  useImperativeHandle(props.handle, () => ({ scrollToIndex: (index) => virtualizer.scrollToIndex(index) }), [
    virtualizer,
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new density or row height means measuring anew
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const nearEnd = rows.length > 0 && lastDrawn >= rows.length - NEAR_END_ROWS;
  useEffect(() => {
    if (nearEnd) onNearEnd?.();
  }, [nearEnd, onNearEnd]);

  return (
    <div ref={scroller} className={classes(styles.scroller, props.className)}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows are placed absolutely, which <ul> gains nothing from */}
      <div role="list" aria-label={props.label} className={styles.whole} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={item.key}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              data-index={item.index}
              ref={measure ? virtualizer.measureElement : undefined}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)`, ...(!measure && { height: item.size }) }}
            >
              {props.children(row, item.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
