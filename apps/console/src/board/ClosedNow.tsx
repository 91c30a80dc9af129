import type { Board } from '@balcao/replica';
import { useMutation } from '@tanstack/react-query';
import { DoorClosed, DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { useMaySupervise } from '../conversations/index.ts';
import { Button } from '../design/Button.tsx';
import { Tag } from '../design/Tag.tsx';
import styles from './Board.module.css';

type Props = { board: Board; queueId: string | null; name: (id: string) => string };

/** Closes the chosen queue at once and opens it again (QUE-15); which ones are closed is said whichever is chosen. */
export function ClosedNow({ board, queueId, name }: Props) {
  const { t } = useTranslation('board');
  const api = useApi();
  const tell = useTellFailure();
  const maySupervise = useMaySupervise();
  const change = useMutation({
    mutationFn: (closed: boolean) => api.queues.closeNow.mutate({ id: queueId ?? '', closed }),
    networkMode: 'always',
    onError: tell,
  });
  const closed = board.queues.filter(({ closedNow }) => closedNow);
  const isClosed = closed.some((queue) => queue.queueId === queueId);
  return (
    <div className={styles.closing}>
      {closed.map((queue) => (
        <Tag key={queue.queueId} tone="warn">
          {t('closed', { name: name(queue.queueId) })}
        </Tag>
      ))}
      {queueId !== null && maySupervise(queueId) && (
        <Button
          icon={isClosed ? DoorOpen : DoorClosed}
          busy={change.isPending}
          onClick={() => change.mutate(!isClosed)}
        >
          {t(isClosed ? 'openNow' : 'closeNow')}
        </Button>
      )}
    </div>
  );
}
