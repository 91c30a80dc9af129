import type { Media } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { frameOf } from './frame.ts';
import { MediaState } from './MediaState.tsx';
import styles from './media.module.css';
import { useMediaLink } from './useMediaLink.ts';

export function Film({ media, caption }: { media: Media; caption: string }) {
  const { t } = useTranslation('conversations');
  const link = useMediaLink(media);
  const frame = frameOf(media.width ? media : { width: 320, height: 180 });
  return (
    <span className={styles.frame} style={frame}>
      {link.kind === 'ready' ? (
        // biome-ignore lint/a11y/useMediaCaption: what contacts film has no captions
        <video src={link.url} controls preload="metadata" aria-label={caption || t('kind.video')} />
      ) : (
        <MediaState link={link} />
      )}
    </span>
  );
}
