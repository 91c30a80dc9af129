import type { ChannelKind } from '@balcao/domain';
import { classes } from '../../design/classes.ts';
import styles from './ChannelMark.module.css';

/** The channel, as a dot on the avatar's corner; its name stands in the header and in the row's description. */
export function ChannelMark({ kind }: { kind: ChannelKind }) {
  return <span className={classes(styles.dot, styles[kind])} />;
}
