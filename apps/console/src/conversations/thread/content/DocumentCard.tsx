import type { Media } from '@balcao/domain';
import { Download, File, FileArchive, FileImage, FileSpreadsheet, FileText, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../design/Icon.tsx';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { fileSize } from './fileSize.ts';
import styles from './media.module.css';
import { useMediaLink } from './useMediaLink.ts';

const ICONS: readonly [RegExp, LucideIcon][] = [
  [/pdf|text|word|document/, FileText],
  [/sheet|excel|csv/, FileSpreadsheet],
  [/zip|compressed|rar/, FileArchive],
  [/^image/, FileImage],
];

/** A file by name, kind and size; pressed, it is downloaded. */
export function DocumentCard({ media }: { media: Media }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const link = useMediaLink(media);
  const name = media.fileName || t('kind.document');
  const extension = /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase();
  const size = media.sizeBytes === undefined ? undefined : fileSize(media.sizeBytes, language);
  const facts = [extension, size].filter(Boolean).join(' · ');
  const icon = ICONS.find(([mime]) => mime.test(media.mime))?.[1] ?? File;
  const words = (
    <>
      <span className={styles.cardIcon}>
        <Icon icon={icon} size={20} />
      </span>
      <span className={styles.cardWords}>
        <span className={styles.cardTitle} title={name}>
          {name}
        </span>
        <span className={styles.cardHint}>
          {link.kind === 'ready' || link.kind === 'loading' ? facts : t(`media.${link.kind}`)}
        </span>
      </span>
    </>
  );
  if (link.kind !== 'ready') return <div className={styles.card}>{words}</div>;
  return (
    <a href={link.url} download={name} className={styles.card} aria-label={t('media.downloadNamed', { name })}>
      {words}
      <Icon icon={Download} />
    </a>
  );
}
