import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Dialog } from '../design/Dialog.tsx';
import rows from '../design/Rows.module.css';
import { Time } from '../design/Time.tsx';
import styles from './Channels.module.css';
import { type Channel, type ChannelEvent, logKey } from './channel.ts';
import { useReasonWords } from './useReasonWords.ts';

const PAGE = 30;

/** What happened to a connection, newest first: tests, stops, changed settings (CONN-09). */
export function ChannelLog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const words = useEventWords();
  const log = useInfiniteQuery({
    queryKey: logKey(channel.id),
    queryFn: ({ pageParam }) =>
      api.channels.log.query({ id: channel.id, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const events = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('log.title', { name: channel.name })}
      description={t('log.explain')}
      size="l"
    >
      {!log.isSuccess && <Unanswered query={log} label={t('log.loading')} rows={1} />}
      <ol className={rows.list}>
        {events.map((event) => (
          <li key={event.id} className={styles.event}>
            <Time at={Date.parse(event.at)} style="full" className={styles.eventTime} />
            <span className={event.status === 'error' ? rows.reason : ''}>{words(event)}</span>
          </li>
        ))}
      </ol>
      {log.hasNextPage && (
        <div className={rows.buttons}>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('log.older')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function useEventWords(): (event: ChannelEvent) => string {
  const { t } = useTranslation('channels');
  const reasonWords = useReasonWords();
  return ({ what, status, reason }) => {
    switch (what) {
      case 'tested':
        return t(`tested.${status === 'active' ? 'active' : 'error'}`, { reason: reasonWords(reason) });
      case 'status':
        return [t(`log.became.${status || 'configuring'}`), reasonWords(reason)].filter(Boolean).join(' ');
      case 'renamed':
        return t('log.renamed', { name: reason });
      case 'templates':
        return reason === '' ? t('log.templates') : t('log.noTemplates', { reason: reasonWords(reason) });
      default:
        return t(`log.${what}`);
    }
  };
}
