import type { Inspection, LinkEvent } from '@balcao/replica/client';
import { useQuery } from '@tanstack/react-query';
import { ClipboardCopy, RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { Time } from '../design/Time.tsx';
import { toast } from '../design/toastStore.ts';
import { useLiveQuery, usePendingChanges, useReplica, useSyncState } from '../replica/index.ts';
import { inspectionText } from './inspectionText.ts';
import styles from './SyncInspector.module.css';

/** How every replica on this device stands (SYNC-11), and the same as text for whoever is asked for help. */
export function SyncInspector() {
  const { t } = useTranslation('settings');
  const replica = useReplica();
  const state = useSyncState();
  const pending = usePendingChanges();
  const words = useProblemWords();
  // Asked anew when the connection or what waits changes, and by the button: counting rows is not for every frame.
  const asked = useQuery({
    queryKey: ['inspection', state.kind, pending],
    gcTime: 0,
    queryFn: () => replica.inspect(),
    placeholderData: (before) => before,
  });
  const { rows: open } = useLiveQuery(
    ({ notices }) => notices.find({ selector: { recency: { $gt: 0 }, settledAt: { $eq: null } } }),
    [],
  );
  const notices = useMemo(
    () => Object.fromEntries(KINDS.map((kind) => [kind, open.filter((row) => row.kind === kind).length])),
    [open],
  );
  if (asked.isError) {
    const { what, todo } = words.ofError(asked.error);
    return (
      <ErrorState title={what} onRetry={() => void asked.refetch()}>
        {todo}
      </ErrorState>
    );
  }
  if (!asked.data) return null;
  const inspection = asked.data;
  const copy = () => {
    const text = inspectionText({
      version: __CONSOLE_VERSION__,
      browser: navigator.userAgent,
      state,
      inspection,
      notices,
    });
    navigator.clipboard.writeText(text).then(
      () => toast({ title: t('sync.copied') }),
      () => toast({ title: t('sync.copyFailed'), tone: 'bad' }),
    );
  };
  return (
    <div className={styles.inspector}>
      <p className={styles.explain}>{t('sync.explain')}</p>
      <div className={styles.actions}>
        <Button icon={ClipboardCopy} variant="primary" onClick={copy}>
          {t('sync.copy')}
        </Button>
        <Button icon={RefreshCw} onClick={() => void asked.refetch()}>
          {t('sync.refresh')}
        </Button>
      </div>
      <Facts inspection={inspection} notices={notices} />
      <Replicas inspection={inspection} />
      <Waiting inspection={inspection} />
      {inspection.leads ? <Links links={inspection.links} /> : <p>{t('sync.follows')}</p>}
    </div>
  );
}

const KINDS = ['refused', 'decide', 'undelivered'] as const;

function Facts({ inspection, notices }: { inspection: Inspection; notices: Readonly<Record<string, number>> }) {
  const { t } = useTranslation(['settings', 'shell']);
  const state = useSyncState();
  const [first] = inspection.replicas.flatMap(({ checkpoint }) => (checkpoint ? [checkpoint] : []));
  return (
    <dl className={styles.facts}>
      <dt>{t('sync.state')}</dt>
      <dd>
        {state.kind === 'offline' ? (
          <>
            {t('sync.link.down')} · <Time at={state.since} style="full" />
          </>
        ) : (
          t(`shell:sync.${state.kind}.title`, { remaining: state.kind === 'syncing' ? (state.remaining ?? 0) : 0 })
        )}
      </dd>
      <dt>{t('sync.server')}</dt>
      <dd>{inspection.url}</dd>
      <dt>{t('sync.kept')}</dt>
      <dd>{inspection.keeping === 'sealed' ? t('sync.keptSealed') : t('sync.keptMemory')}</dd>
      <dt>{t('sync.epoch')}</dt>
      <dd>
        <code>{first?.epoch ?? '—'}</code>
      </dd>
      <dt>{t('sync.notices')}</dt>
      <dd>{KINDS.map((kind) => t(`sync.open.${kind}`, { count: notices[kind] ?? 0 })).join(' · ')}</dd>
    </dl>
  );
}

function Replicas({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('settings');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.wide} tabIndex={0} aria-label={t('sync.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sync.replica')}</th>
            <th scope="col">{t('sync.rows')}</th>
            <th scope="col">{t('sync.waiting')}</th>
            <th scope="col">{t('sync.checkpoint')}</th>
            <th scope="col">{t('sync.scope')}</th>
            <th scope="col">{t('sync.last')}</th>
            <th scope="col">{t('sync.came')}</th>
            <th scope="col">{t('sync.sent')}</th>
            <th scope="col">{t('sync.overruled')}</th>
            <th scope="col">{t('sync.failures')}</th>
          </tr>
        </thead>
        <tbody>
          {inspection.replicas.map(({ name, version, rows, waiting, checkpoint, course }) => (
            <tr key={name}>
              <th scope="row">
                {name} <small>v{version}</small>
              </th>
              <td>{rows}</td>
              <td>{waiting.length}</td>
              <td>{checkpoint ? (checkpoint.cursor === null ? checkpoint.seq : t('sync.firstSync')) : '—'}</td>
              <td>
                <code>{checkpoint?.scope.slice(0, 8) ?? '—'}</code>
              </td>
              <td>{course?.lastAt ? <Time at={course.lastAt} style="clock" /> : t('sync.never')}</td>
              <td>{course ? course.rows + course.gone : 0}</td>
              <td>{course?.answered ?? 0}</td>
              <td>{course?.overruled ?? 0}</td>
              <td>{course && course.failures > 0 ? `${course.failures} · ${course.lastFailure}` : '0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Waiting({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('settings');
  const waiting = inspection.replicas.flatMap(({ name, waiting: rows }) => rows.map((row) => ({ name, ...row })));
  return (
    <section>
      <h3>{t('sync.pendingTitle')}</h3>
      {waiting.length === 0 && <p className={styles.explain}>{t('sync.pendingNone')}</p>}
      <ul className={styles.lines}>
        {waiting.map(({ name, id, since }) => (
          <li key={`${name}-${id}`}>
            {name} <code>{id}</code> · {t('sync.since')} <Time at={since} style="full" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ links }: { links: readonly LinkEvent[] }) {
  const { t } = useTranslation('settings');
  return (
    <section>
      <h3>{t('sync.links')}</h3>
      <ul className={styles.lines}>
        {links.toReversed().map(({ at, kind, code }) => (
          <li key={`${at}-${kind}`}>
            <Time at={at} style="full" /> · {t(`sync.link.${kind}`)} {code && <code>{code}</code>}
          </li>
        ))}
      </ul>
    </section>
  );
}
