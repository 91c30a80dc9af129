import { Download, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { IconButton } from '../../../design/IconButton.tsx';
import styles from './Lightbox.module.css';

type Props = { url: string; caption: string; alt: string; onClose: () => void };

/** One picture over the whole window. Escape and a press beside it close. */
export function Lightbox({ url, caption, alt, onClose }: Props) {
  const { t } = useTranslation('conversations');
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content className={styles.content} aria-describedby={undefined} onClick={onClose}>
          <Dialog.Title className={styles.title}>{alt}</Dialog.Title>
          <div className={styles.tools}>
            <a href={url} download className={styles.tool} onClick={(event) => event.stopPropagation()}>
              <Icon icon={Download} />
              {t('media.download')}
            </a>
            <IconButton label={t('media.close')} icon={X} onClick={onClose} />
          </div>
          <img src={url} alt={alt} className={styles.picture} />
          {caption && <p className={styles.caption}>{caption}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
