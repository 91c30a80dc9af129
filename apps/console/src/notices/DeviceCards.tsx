import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { useReplica, useSyncProblem } from '../replica/index.ts';
import { loadNewest } from '../update/index.ts';
import { Card } from './Card.tsx';
import { useAbout } from './useAbout.ts';
import type { RefusedUpload } from './useRefusedUploads.ts';

/** What is wrong with this device or its way to the server: a full disk, a version too old, changes that do not get through. */
export function SyncProblemCard() {
  const { t } = useTranslation('notices');
  const words = useProblemWords();
  const problem = useSyncProblem();
  if (!problem) return null;
  const { what, todo } = words.ofProblem(problem);
  return (
    <Card
      title={what}
      actions={
        <Button variant="primary" onClick={() => void loadNewest()}>
          {t('reload')}
        </Button>
      }
    >
      <p>{todo}</p>
    </Card>
  );
}

/** A file that the server does not take. */
export function RefusedUploadCard({ upload, onLeave }: { upload: RefusedUpload; onLeave: () => void }) {
  const { t } = useTranslation('notices');
  const { uploads } = useReplica();
  const { what, todo } = useProblemWords().ofProblem(upload.state.problem);
  const about = useAbout(upload.conversationId, onLeave);
  return (
    <Card
      title={what}
      about={about.name}
      at={upload.createdAt}
      actions={
        <>
          <Button variant="quiet" onClick={() => void uploads.remove(upload.id)}>
            {t('discardFile')}
          </Button>
          <Button variant="primary" onClick={() => void uploads.setState(upload.id, { kind: 'waiting' })}>
            {t('sendAgain')}
          </Button>
        </>
      }
    >
      <p>{todo}</p>
      <p>{t('file', { name: upload.fileName })}</p>
    </Card>
  );
}
