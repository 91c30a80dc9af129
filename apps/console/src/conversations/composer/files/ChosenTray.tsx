import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../design/IconButton.tsx';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import type { ChosenFile } from '../../../uploads/index.ts';
import { fileSize } from '../../thread/content/fileSize.ts';
import { FileCard } from './FileCard.tsx';
import styles from './files.module.css';
import { isSendable } from './useChosenFiles.ts';

/** The files that go with what is being written. */
export function ChosenTray({ files, onRemove }: { files: readonly ChosenFile[]; onRemove: (id: string) => void }) {
  const { t } = useTranslation('conversations');
  const hintOf = useHint();
  return (
    <ul className={styles.tray} aria-label={t('files.chosen')}>
      {files.map((chosen) => (
        <FileCard
          key={chosen.id}
          name={chosen.file.name}
          kind={isSendable(chosen) ? chosen.going.kind : 'document'}
          bytes={chosen.file}
          hint={hintOf(chosen)}
          isBad={!isSendable(chosen)}
        >
          <IconButton
            icon={X}
            size="s"
            label={t('files.remove', { name: chosen.file.name })}
            onClick={() => onRemove(chosen.id)}
          />
        </FileCard>
      ))}
    </ul>
  );
}

function useHint(): (chosen: ChosenFile) => string {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  return ({ file, going }) => {
    const size = fileSize(file.size, language);
    if (going.kind === 'tooLarge') return t('files.tooLarge', { size, limit: fileSize(going.limitBytes, language) });
    if (going.kind === 'program' || going.kind === 'empty' || going.kind === 'notCarried')
      return t(`files.${going.kind}`);
    const isAPictureAsDocument = going.kind === 'document' && file.type.startsWith('image/');
    return isAPictureAsDocument ? t('files.asDocument', { size }) : size;
  };
}
