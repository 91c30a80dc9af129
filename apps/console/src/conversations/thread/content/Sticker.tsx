import type { Media } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { MediaState } from './MediaState.tsx';
import styles from './media.module.css';
import { useMediaLink } from './useMediaLink.ts';

export function Sticker({ media }: { media: Media }) {
  const { t } = useTranslation('conversations');
  const link = useMediaLink(media);
  return (
    <span className={styles.sticker}>
      {link.kind === 'ready' ? <img src={link.url} alt={t('kind.sticker')} /> : <MediaState link={link} />}
    </span>
  );
}
