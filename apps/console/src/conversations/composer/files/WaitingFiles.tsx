import type { Upload } from '@balcao/replica/client';
import { RotateCw, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../../api/index.ts';
import { IconButton } from '../../../design/IconButton.tsx';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { useReplica, useSyncKind } from '../../../replica/index.ts';
import { useSentBytes, useTransfers, useUploads } from '../../../uploads/index.ts';
import { fileSize } from '../../thread/content/fileSize.ts';
import { FileCard } from './FileCard.tsx';
import styles from './files.module.css';

/** The files of this conversation that are on their way, waiting for a connection, or refused. */
export function WaitingFiles({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('conversations');
  const uploads = useUploads(conversationId);
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t('files.waiting')}>
      {uploads.map((upload) => (
        <WaitingFile key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function WaitingFile({ upload }: { upload: Upload }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const transfers = useTransfers();
  const sent = useSentBytes(upload.id);
  const isOffline = useSyncKind() === 'offline';
  const problemWords = useProblemWords();
  const bytes = useBytes(upload);
  const name = upload.voice ? t('files.voice') : upload.fileName;
  const total = fileSize(upload.sizeBytes, language);

  const hint = () => {
    if (upload.state.kind === 'refused') {
      const { what, todo } = problemWords.ofProblem(upload.state.problem);
      return `${what} ${todo}`;
    }
    if (sent !== null) return t('files.sending', { sent: fileSize(sent, language), total });
    if (upload.state.kind === 'arrived') return t('files.arrived', { total });
    return t(isOffline ? 'files.offline' : 'files.queued', { total });
  };
  const isRefused = upload.state.kind === 'refused';
  return (
    <FileCard
      name={name}
      kind={upload.voice ? 'voice' : upload.kind}
      bytes={bytes}
      hint={hint()}
      isBad={isRefused}
      progress={sent === null ? undefined : { share: sent / upload.sizeBytes, label: t('files.progressOf', { name }) }}
    >
      {isRefused && (
        <IconButton
          icon={RotateCw}
          size="s"
          label={t('files.retry', { name })}
          onClick={() => void transfers?.retry(upload.id)}
        />
      )}
      <IconButton
        icon={X}
        size="s"
        label={t(upload.mail ? 'files.takeOut' : 'files.cancel', { name })}
        onClick={() => void transfers?.cancel(upload.id)}
      />
    </FileCard>
  );
}

/** Read for pictures only: a film is not taken into memory to be drawn as an icon. */
function useBytes({ id, kind }: Upload): Blob | null {
  const { uploads } = useReplica();
  const [bytes, setBytes] = useState<Blob | null>(null);
  useEffect(() => {
    if (kind === 'image') void uploads.bytes(id).then(setBytes);
  }, [uploads, id, kind]);
  return bytes;
}
