import { formatPhone } from '@balcao/domain';
import { Ellipsis } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../design/Menu.tsx';
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
  onLog: () => void;
  onDisconnect: () => void;
};

export function ChannelRow({ channel, isTesting, onTest, onPause, onSetUp, onProfile, onLog, onDisconnect }: Props) {
  const { t } = useTranslation('channels');
  const { name, status, isDefault } = channel;
  const isGone = channel.disconnectedAt !== null;
  const isPaused = status === 'inactive';
  const test = useRef<HTMLButtonElement>(null);
  const resume = () => {
    onPause();
    // Its button goes with what it does; who resumed tests next.
    test.current?.focus();
  };
  return (
    <li className={rows.row} aria-label={name}>
      <div className={rows.words}>
        <div className={rows.name}>
          {name} <Tag tone={TONES[status]}>{t(isGone ? 'state.disconnected' : `state.${status}`)}</Tag>{' '}
          {isDefault && <Tag>{t('default')}</Tag>}
        </div>
        <Facts channel={channel} />
        {!isGone && <ChannelState channel={channel} />}
      </div>
      <div className={rows.actions}>
        {!isGone && (
          <>
            <ChannelQueue channel={channel} />
            <Button ref={test} busy={isTesting} onClick={onTest}>
              {t('test')}
            </Button>
            {isPaused && <Button onClick={resume}>{t('resume')}</Button>}
          </>
        )}
        {onSetUp && <Button onClick={onSetUp}>{t(isGone ? 'connect' : 'edit')}</Button>}
        <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('more', { name })} />}>
          {!isGone && onProfile && <MenuItem onSelect={onProfile}>{t('whatsapp.open')}</MenuItem>}
          <MenuItem onSelect={onLog}>{t('log.open')}</MenuItem>
          {!isGone && (
            <>
              {!isPaused && <MenuItem onSelect={onPause}>{t('pause')}</MenuItem>}
              <MenuSeparator />
              <MenuItem danger onSelect={onDisconnect}>
                {t('disconnect.open')}
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
    </li>
  );
}

/** Its kind and address, when it was last tested, and when somebody last wrote over it. */
function Facts({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const { t: inConversations } = useTranslation('conversations');
  const { kind, address, validatedAt, lastActivityAt } = channel;
  return (
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
      {lastActivityAt && (
        <>
          {' '}
          · {t('lastMessage')} <Time at={Date.parse(lastActivityAt)} style="ago" />
        </>
      )}
    </div>
  );
}
