import { formatPhone } from '@balcao/domain';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import rows from '../design/Rows.module.css';
import { Tag, type Tone } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import { ChannelQueue } from './ChannelQueue.tsx';
import { ChannelState } from './ChannelState.tsx';
import type { Channel } from './channel.ts';

const TONES: Record<Channel['status'], Tone> = {
  active: 'good',
  inactive: 'neutral',
  configuring: 'warn',
  error: 'bad',
};

type Props = {
  channel: Channel;
  isTesting: boolean;
  onTest: () => void;
  onPause: () => void;
  /** `null` where the kind has no form here. */
  onSetUp: (() => void) | null;
  /** `null` where the platform has no profile and templates. */
  onProfile: (() => void) | null;
};

export function ChannelRow({ channel, isTesting, onTest, onPause, onSetUp, onProfile }: Props) {
  const { t } = useTranslation('channels');
  const { t: inConversations } = useTranslation('conversations');
  const { name, kind, status, address, isDefault, validatedAt } = channel;
  return (
    <li className={rows.row} aria-label={name}>
      <div className={rows.words}>
        <div className={rows.name}>
          {name} <Tag tone={TONES[status]}>{t(`state.${status}`)}</Tag> {isDefault && <Tag>{t('default')}</Tag>}
        </div>
        <div className={rows.facts}>
          {[inConversations(`channel.${kind}`), /^\+\d+$/.test(address) ? formatPhone(address) : address]
            .filter(Boolean)
            .join(' · ')}{' '}
          ·{' '}
          {validatedAt ? (
            <>
              {t('lastTest')} <Time at={Date.parse(validatedAt)} style="ago" />
            </>
          ) : (
            t('never')
          )}
        </div>
        <ChannelState channel={channel} />
      </div>
      <div className={rows.actions}>
        <ChannelQueue channel={channel} />
        <Button busy={isTesting} onClick={onTest}>
          {t('test')}
        </Button>
        <Button onClick={onPause}>{t(status === 'inactive' ? 'resume' : 'pause')}</Button>
        {onProfile && <Button onClick={onProfile}>{t('whatsapp.open')}</Button>}
        {onSetUp && <Button onClick={onSetUp}>{t('edit')}</Button>}
      </div>
    </li>
  );
}
