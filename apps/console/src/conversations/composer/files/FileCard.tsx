import { File as FileIcon, Film, Mic, Music } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../../design/classes.ts';
import { Icon } from '../../../design/Icon.tsx';
import styles from './files.module.css';
import { usePreview } from './usePreview.ts';

const ICONS = { video: Film, audio: Music, voice: Mic, document: FileIcon, image: FileIcon } as const;

type Props = {
  name: string;
  kind: keyof typeof ICONS;
  /** The picture itself, for a preview. */
  bytes: Blob | null;
  hint: string;
  isBad?: boolean;
  /** From 0 to 1, while it is on its way. */
  progress?: { share: number; label: string } | undefined;
  children: ReactNode;
};

/** A file that has not arrived yet: what it is, how it stands, what can be done. */
export function FileCard({ name, kind, bytes, hint, isBad = false, progress, children }: Props) {
  const preview = usePreview(kind === 'image' ? bytes : null);
  return (
    <li className={classes(styles.card, isBad && styles.bad)}>
      <span className={styles.preview}>
        {preview ? <img src={preview} alt="" /> : <Icon icon={ICONS[kind]} size={18} />}
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.hint} role={isBad ? 'alert' : undefined}>
          {hint}
        </span>
        {progress && (
          <progress className={styles.progress} value={progress.share} max={1} aria-label={progress.label} />
        )}
      </span>
      {children}
    </li>
  );
}
