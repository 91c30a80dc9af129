import styles from './Badge.module.css';
import { badgeText } from './badgeText.ts';
import { classes } from './classes.ts';

type Props = {
  count: number;
  /** What is counted, for who cannot see where it stands: "3 não lidas". */
  label: string;
  tone?: 'accent' | 'warn';
  className?: string | undefined;
};

/** A count that wants attention. Nothing at 0. */
export function Badge({ count, label, tone = 'accent', className }: Props) {
  if (count <= 0) return null;
  return (
    <span className={classes(styles.badge, styles[tone], className)} role="img" aria-label={label}>
      {badgeText(count)}
    </span>
  );
}
