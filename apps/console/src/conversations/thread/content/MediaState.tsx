import { CloudDownload, CloudOff, FileX, RotateCw, ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { IconButton } from '../../../design/IconButton.tsx';
import { Skeleton } from '../../../design/Skeleton.tsx';
import styles from './media.module.css';
import type { MediaLink } from './useMediaLink.ts';

type Waiting = Exclude<MediaLink, { kind: 'ready' }>;

const ICONS = {
  arriving: CloudDownload,
  offline: CloudOff,
  lost: FileX,
  program: ShieldX,
  tooLarge: FileX,
  failed: FileX,
} as const;

/** What stands where a file will, cannot be, or is on its way: in words, in the file's own frame. */
export function MediaState({ link }: { link: Waiting }): ReactNode {
  const { t } = useTranslation('conversations');
  if (link.kind === 'loading') return <Skeleton shape="block" width="100%" height="100%" />;
  return (
    <span className={styles.state}>
      <Icon icon={ICONS[link.kind]} size={20} />
      <span>{t(`media.${link.kind}`)}</span>
      {link.kind === 'failed' && <IconButton icon={RotateCw} label={t('media.retry')} size="s" onClick={link.retry} />}
    </span>
  );
}
