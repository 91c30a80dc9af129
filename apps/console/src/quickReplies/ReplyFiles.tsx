import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { useStoreFile } from '../uploads/index.ts';
import styles from './QuickReplies.module.css';

type FileOfReply = { mediaId: string; fileName: string };
type Props = { files: readonly FileOfReply[]; onChange: (files: readonly FileOfReply[]) => void };

/** As the server takes them (server/src/quickReplies/router.ts). */
const MOST_FILES = 5;

/** Files that go with a quick reply: they are with the server as soon as they are chosen. */
export function ReplyFiles({ files, onChange }: Props) {
  const { t } = useTranslation('replies');
  const problemWords = useProblemWords();
  const storeFile = useStoreFile();
  const picker = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async (picked: readonly File[]) => {
    setProblem(null);
    let kept = files;
    for (const file of picked) {
      if (kept.length >= MOST_FILES) {
        setProblem(t('files.tooMany'));
        break;
      }
      setSending(file.name);
      const stored = await storeFile(file);
      if (stored.kind === 'stored') {
        kept = [...kept, { mediaId: stored.mediaId, fileName: file.name }];
        onChange(kept);
      } else {
        const words = stored.problem && problemWords.ofProblem(stored.problem);
        setProblem(words ? `${words.what} ${words.todo}` : t('files.failed', { name: file.name }));
      }
    }
    setSending(null);
  };

  return (
    <div>
      <p className={styles.label}>{t('files.label')}</p>
      <ul className={styles.files}>
        {files.map(({ mediaId, fileName }) => (
          <li key={mediaId} className={styles.file}>
            <Icon icon={Paperclip} size={14} />
            <span className={styles.fileName}>{fileName}</span>
            <IconButton
              icon={X}
              size="s"
              label={t('files.remove', { name: fileName })}
              onClick={() => onChange(files.filter((file) => file.mediaId !== mediaId))}
            />
          </li>
        ))}
      </ul>
      <Button icon={Paperclip} busy={sending !== null} onClick={() => picker.current?.click()}>
        {sending === null ? t('files.add') : t('files.uploading', { name: sending })}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('files.add')}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
