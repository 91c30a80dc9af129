import { classes } from './classes.ts';
import styles from './Skeleton.module.css';

type Props = {
  /** Any CSS length. */
  width?: string;
  height?: string;
  shape?: 'line' | 'block' | 'circle';
  className?: string | undefined;
};

/** The outline of something on its way. Say once beside it, for screen readers, what is loading (`aria-busy`). */
export function Skeleton({ width = '100%', height = '12px', shape = 'line', className }: Props) {
  return (
    <span aria-hidden="true" className={classes(styles.skeleton, styles[shape], className)} style={{ width, height }} />
  );
}

/** A framed list on its way, one block a row. */
export function SkeletonBlocks({ count, height, label }: { count: number; height: string; label: string }) {
  return (
    <div className={styles.blocks} role="status" aria-label={label} aria-busy="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are alike and never move
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}

/** Rows of a list on their way: an avatar and two lines each, as high as a row. */
export function SkeletonRows({ count, label }: { count: number; label: string }) {
  const widths = ['62%', '48%', '70%', '55%', '40%', '66%'];
  return (
    <div role="status" aria-label={label} aria-busy="true">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <div key={index} className={styles.row}>
          <Skeleton shape="circle" width="36px" height="36px" />
          <div className={styles.lines}>
            <Skeleton width={widths[index % widths.length] ?? '60%'} />
            <Skeleton width={widths[(index + 2) % widths.length] ?? '80%'} height="10px" />
          </div>
        </div>
      ))}
    </div>
  );
}
