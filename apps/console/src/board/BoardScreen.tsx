import { WifiOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DirectoryProvider, useDirectory } from '../conversations/index.ts';
import { Bars } from '../design/Bars.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Segmented } from '../design/Segmented.tsx';
import { SkeletonBlocks } from '../design/Skeleton.tsx';
import { useLanguage } from '../i18n/useLanguage.ts';
import { NewestNotices } from '../notices/index.ts';
import { useLiveQuery, useSyncKind } from '../replica/index.ts';
import { AtRisk } from './AtRisk.tsx';
import styles from './Board.module.css';
import { boardView } from './boardView.ts';
import { ClosedNow } from './ClosedNow.tsx';
import { shareInWords } from './durations.ts';
import { Lines } from './Lines.tsx';
import { NextAppointments } from './NextAppointments.tsx';
import { Numbers } from './Numbers.tsx';
import { OwnTickets } from './OwnTickets.tsx';
import { People } from './People.tsx';
import { useBoard } from './useBoard.ts';
import { WaitingNow } from './WaitingNow.tsx';

/** What happens now and today (CON-10, QUE-12). Pushed as it happens; the reader's own tickets are here offline too. */
export function BoardScreen() {
  return (
    <DirectoryProvider>
      <Screen />
    </DirectoryProvider>
  );
}

const ALL = 'all';

/** Of the company's day, where one sits elsewhere too. */
const hourIn = (timeZone: string | undefined, at: number) =>
  Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));

function Screen() {
  const { t } = useTranslation('board');
  const language = useLanguage();
  const board = useBoard();
  const isOffline = useSyncKind() === 'offline';
  const { queues, users } = useDirectory();
  const company = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'company' } }), []).rows[0]?.entry;
  const zone = company?.kind === 'company' ? company.zone : undefined;
  const [chosen, setChosen] = useState(ALL);
  if (!board) {
    return (
      <div className={styles.page}>
        <div className={styles.whole}>
          {isOffline ? (
            <EmptyState icon={WifiOff} title={t('offline')}>
              {t('offlineText')}
            </EmptyState>
          ) : (
            <SkeletonBlocks count={3} height="110px" label={t('loading')} />
          )}
        </div>
        <OwnTickets />
        <NextAppointments />
        <Notices />
      </div>
    );
  }
  const queueId = board.queues.some((queue) => queue.queueId === chosen) ? chosen : null;
  const view = boardView(board, queueId, (id) => users.get(id)?.availability === 'online');
  const hour = hourIn(zone, board.at);
  const name = (id: string) => queues.get(id) ?? t('unnamed');
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Segmented
          label={t('queues')}
          value={queueId ?? ALL}
          segments={[
            { value: ALL, label: t('allQueues') },
            ...board.queues.map((queue) => ({ value: queue.queueId, label: name(queue.queueId) })),
          ]}
          onChange={setChosen}
        />
        <ClosedNow board={board} queueId={queueId} name={name} />
      </div>
      <Numbers view={view} at={board.at} />
      <AtRisk queueId={queueId} />
      <WaitingNow queueId={queueId} total={view.waiting} />
      <People people={view.people} />
      <Lines lines={view.lines} at={board.at} />
      <section className={styles.narrow} aria-label={t('today')}>
        <h2>{t('today')}</h2>
        <dl className={styles.facts}>
          <Fact name={t('came')} value={view.today.entered.toLocaleString(language)} />
          <Fact name={t('finished')} value={view.today.finished.toLocaleString(language)} />
          <Fact name={t('abandoned')} value={view.today.abandoned.toLocaleString(language)} />
          <Fact name={t('resolutionMet')} value={shareInWords(view.summary.resolutionMet, language)} />
          <Fact
            name={t('rating')}
            value={view.summary.averageRating?.toLocaleString(language, { maximumFractionDigits: 1 }) ?? '–'}
          />
        </dl>
      </section>
      <section className={styles.whole} aria-label={t('hours')}>
        <h2>{t('hours')}</h2>
        <Bars
          label={t('hours')}
          current={String(hour)}
          bars={view.hours.map((value, at) => ({ key: String(at), label: `${at} h`, value }))}
        />
      </section>
      <OwnTickets />
      <NextAppointments />
      <Notices />
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Higher: a page to scroll; the tray has them all. */
const NOTICES_SHOWN = 3;

function Notices() {
  const { t } = useTranslation('board');
  return (
    <section className={styles.whole} aria-label={t('notices')}>
      <h2>{t('notices')}</h2>
      <NewestNotices most={NOTICES_SHOWN} />
    </section>
  );
}
