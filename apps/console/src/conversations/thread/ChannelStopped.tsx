import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../design/Icon.tsx';
import { useDirectory } from '../directory.ts';
import styles from './ChannelStopped.module.css';
import { troubleIn } from './channelTrouble.ts';

/** That the conversation's channel takes nothing now, why, and that what one writes is safe (INB-04). */
export function ChannelStopped({ channelId }: { channelId: string }) {
  const { t } = useTranslation('conversations');
  const channel = useDirectory().channels.get(channelId);
  if (channel?.status !== 'error') return null;
  const { trouble, detail } = troubleIn(channel.statusReason);
  return (
    <div className={styles.stopped} role="status" title={detail}>
      <Icon icon={CircleAlert} />
      <span>
        <strong>{t('channelTrouble.title', { name: channel.name })}</strong> {t(`channelTrouble.${trouble}.what`)}{' '}
        {t('channelTrouble.waits')}
      </span>
    </div>
  );
}
