import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { Tag } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

const KEY = ['auth', 'sessions'];

/** The devices one is signed in on. The server's own data: online only, and said so. */
export function SessionsSettings() {
  const { t } = useTranslation('settings');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => api.auth.sessions.query() });
  const revoke = useMutation({
    mutationFn: (sessionId: string) => api.auth.revokeSession.mutate({ sessionId }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: tell,
  });

  if (!sessions.isSuccess) return <Unanswered query={sessions} label={t('sessions.loading')} />;
  return (
    <>
      <div className={styles.rows}>
        {sessions.data.items.map((session) => (
          <SettingRow
            key={session.id}
            label={
              <>
                {session.device || t('sessions.unnamed')}{' '}
                {session.current && <Tag tone="accent">{t('sessions.this')}</Tag>}
              </>
            }
            hint={
              <>
                {t('sessions.lastSeen')} <Time at={Date.parse(session.lastSeenAt)} style="ago" /> ·{' '}
                {t('sessions.since')} <Time at={Date.parse(session.createdAt)} style="full" />
              </>
            }
          >
            {!session.current && (
              <Button
                busy={revoke.isPending && revoke.variables === session.id}
                onClick={() => revoke.mutate(session.id)}
              >
                {t('sessions.end')}
              </Button>
            )}
          </SettingRow>
        ))}
      </div>
      <p className={styles.after}>{t('sessions.explain')}</p>
    </>
  );
}
