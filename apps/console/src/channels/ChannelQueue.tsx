import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { Select } from '../design/Select.tsx';
import { useLiveQuery, useSyncKind } from '../replica/index.ts';
import { type Channel, channelsKey } from './channel.ts';

const USUAL = '';

/** Where new conversations of the channel wait: a queue of its own, or the company's usual one. */
export function ChannelQueue({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const api = useApi();
  const tell = useTellFailure();
  const queries = useQueryClient();
  const isOffline = useSyncKind() === 'offline';
  const { rows } = useLiveQuery(({ catalog }) => catalog.find({ selector: { kind: 'queue' } }), []);
  const queues = rows.flatMap(({ id, name, entry }) =>
    entry.kind === 'queue' && (entry.active || id === channel.queueId) ? [{ value: id, label: name }] : [],
  );
  const change = useMutation({
    mutationFn: (queueId: string) =>
      api.channels.update.mutate({ id: channel.id, queueId: queueId === USUAL ? null : queueId }),
    networkMode: 'always',
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey: channelsKey }),
  });
  return (
    <Select
      hideLabel
      label={t('queueOf', { name: channel.name })}
      disabled={isOffline || change.isPending}
      value={channel.queueId ?? USUAL}
      options={[{ value: USUAL, label: t('usualQueue') }, ...queues]}
      onChange={(queueId) => change.mutate(queueId)}
    />
  );
}
