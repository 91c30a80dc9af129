import type { Media } from '@balcao/domain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../design/classes.ts';
import { Skeleton } from '../../../design/Skeleton.tsx';
import { frameOf } from './frame.ts';
import { Lightbox } from './Lightbox.tsx';
import { MediaState } from './MediaState.tsx';
import styles from './media.module.css';
import { useMediaLink } from './useMediaLink.ts';

/** An image in its own frame from the first moment; pressed, it fills the window. */
export function Picture({ media, caption }: { media: Media; caption: string }) {
  const { t } = useTranslation('conversations');
  const link = useMediaLink(media);
  const [isOpen, setOpen] = useState(false);
  const [isLoaded, setLoaded] = useState(false);
  const frame = frameOf(media);
  const alt = caption || t('kind.image');
  if (link.kind !== 'ready') {
    return (
      <span className={styles.frame} style={frame}>
        <MediaState link={link} />
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        className={styles.frame}
        style={frame}
        onClick={() => setOpen(true)}
        aria-label={t('media.open', { what: alt })}
      >
        {!isLoaded && <Skeleton shape="block" width="100%" height="100%" className={styles.skeleton ?? ''} />}
        <img
          src={link.smallUrl}
          alt={alt}
          className={classes(isLoaded ? styles.shown : styles.fading)}
          onLoad={() => setLoaded(true)}
        />
      </button>
      {isOpen && <Lightbox url={link.url} caption={caption} alt={alt} onClose={() => setOpen(false)} />}
    </>
  );
}
