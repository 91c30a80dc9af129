import { useTranslation } from 'react-i18next';
import { troubleIn } from '../conversations/index.ts';
import rows from '../design/Rows.module.css';
import { Time } from '../design/Time.tsx';
import styles from './Channels.module.css';
import type { Channel } from './channel.ts';

/** Why a channel is in error, in words and as the platform said it; since when, what waits, and when the next one tries. */
export function ChannelState({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const { t: inConversations } = useTranslation('conversations');
  const { status, statusReason, stopped, waiting } = channel;
  const { trouble, detail } = troubleIn(statusReason);
  return (
    <>
      {status === 'error' && (
        <div className={rows.reason}>
          {inConversations(`channelTrouble.${trouble}.what`)} {inConversations(`channelTrouble.${trouble}.do`)}{' '}
          <span className={styles.code}>{detail}</span>
        </div>
      )}
      {(stopped || waiting > 0) && (
        <div className={rows.facts}>
          {stopped && (
            <>
              {t('stopped')} <Time at={Date.parse(stopped.since)} style="ago" /> · {t('nextTry')}{' '}
              <Time at={Date.parse(stopped.nextTryAt)} style="clock" /> ·{' '}
            </>
          )}
          {t('waiting', { count: waiting })}
        </div>
      )}
    </>
  );
}
