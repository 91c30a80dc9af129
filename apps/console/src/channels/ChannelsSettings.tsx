import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Cable, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unanswered, useApi, useTellFailure } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ConfirmDialog } from '../design/Dialog.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import rows from '../design/Rows.module.css';
import { toast } from '../design/toastStore.ts';
import { useLiveQuery } from '../replica/index.ts';
import { ChannelLog } from './ChannelLog.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import { ChannelSetUp } from './ChannelSetUp.tsx';
import { type Channel, channelsKey, nextTryInMs } from './channel.ts';
import { isSetUpKind, type SetUpKind } from './setUpFields.ts';
import { useReasonWords } from './useReasonWords.ts';
import { WhatsappDialog } from './WhatsappDialog.tsx';

type SettingUp = { kind: SetUpKind | null; channel: Channel | null };

/** Every channel with its state, its last error in words, and what can be done about it. The server's own data: online only. */
export function ChannelsSettings() {
  const { t } = useTranslation('channels');
  const api = useApi();
  const tell = useTellFailure();
  const reasonWords = useReasonWords();
  const queries = useQueryClient();
  const [profileOf, setProfileOf] = useState<Channel | null>(null);
  const [settingUp, setSettingUp] = useState<SettingUp | null>(null);
  const [logOf, setLogOf] = useState<Channel | null>(null);
  const [leaving, setLeaving] = useState<Channel | null>(null);
  const channels = useQuery({
    queryKey: channelsKey,
    queryFn: () => api.channels.list.query({ limit: 200 }),
    // Nobody tells when a channel in error has tried in vain; but it says when it will try.
    refetchInterval: ({ state }) => nextTryInMs(state.data?.items ?? [], Date.now()) ?? false,
  });
  const { rows: states } = useLiveQuery((all) => all.catalog.find({ selector: { kind: 'channel' } }), []);
  const again = () => queries.invalidateQueries({ queryKey: channelsKey });
  const told = JSON.stringify(states.map(({ entry }) => entry));
  useEffect(() => {
    if (told) void queries.invalidateQueries({ queryKey: channelsKey });
  }, [told, queries]);
  const test = useMutation({
    mutationFn: (id: string) => api.channels.validate.mutate({ id }),
    onSuccess: ({ status, reason }) =>
      toast({
        tone: status === 'active' ? 'good' : 'bad',
        title: t(`tested.${status}`, { reason: reasonWords(reason) }),
      }),
    onError: tell,
    onSettled: again,
  });
  const pause = useMutation({
    mutationFn: (wish: { id: string; isPaused: boolean }) => api.channels.update.mutate(wish),
    onError: tell,
    onSettled: again,
  });

  const disconnect = useMutation({
    mutationFn: (id: string) => api.channels.remove.mutate({ id }),
    onSuccess: () => setLeaving(null),
    onError: tell,
    onSettled: again,
  });

  if (!channels.isSuccess) return <Unanswered query={channels} label={t('loading')} />;
  const { items } = channels.data;
  return (
    <>
      <div className={rows.head}>
        <p className={rows.explain}>{t('explain')}</p>
        <Button variant="primary" icon={Plus} onClick={() => setSettingUp({ kind: null, channel: null })}>
          {t('add')}
        </Button>
      </div>
      {items.length === 0 ? (
        <EmptyState icon={Cable} title={t('none')}>
          {t('noneDo')}
        </EmptyState>
      ) : (
        <ul className={rows.list}>
          {items.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              isTesting={test.isPending && test.variables === channel.id}
              onTest={() => test.mutate(channel.id)}
              onPause={() => pause.mutate({ id: channel.id, isPaused: channel.status !== 'inactive' })}
              onLog={() => setLogOf(channel)}
              onDisconnect={() => setLeaving(channel)}
              onProfile={channel.kind === 'whatsapp' ? () => setProfileOf(channel) : null}
              onSetUp={
                isSetUpKind(channel.kind) ? () => setSettingUp({ kind: channel.kind as SetUpKind, channel }) : null
              }
            />
          ))}
        </ul>
      )}
      {profileOf && <WhatsappDialog channel={profileOf} onClose={() => setProfileOf(null)} />}
      {logOf && <ChannelLog channel={logOf} onClose={() => setLogOf(null)} />}
      <ConfirmDialog
        danger
        open={leaving !== null}
        busy={disconnect.isPending}
        onOpenChange={() => setLeaving(null)}
        title={t('disconnect.title', { name: leaving?.name ?? '' })}
        description={t('disconnect.explain')}
        confirm={t('disconnect.confirm')}
        onConfirm={() => leaving && disconnect.mutate(leaving.id)}
      />
      {settingUp && (
        <ChannelSetUp
          kind={settingUp.kind}
          channel={settingUp.channel}
          onChanged={() => void again()}
          onClose={() => setSettingUp(null)}
        />
      )}
    </>
  );
}
