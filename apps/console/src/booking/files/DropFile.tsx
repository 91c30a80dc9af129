import { type DragEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './files.module.css';

/** A calendar file dropped anywhere on the calendar. Whatever it does can be reached by the menu too. */
export function DropFile({
  enabled,
  onFile,
  children,
}: {
  enabled: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('booking');
  const [isOver, setOver] = useState(false);
  const isFile = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only a target for what comes from outside the page
    <div
      className={styles.drop}
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      {children}
      {isOver && <div className={styles.over}>{t('file.drop')}</div>}
    </div>
  );
}
