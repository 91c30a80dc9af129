import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { IconButton } from '../design/IconButton.tsx';
import { Menu, MenuItem } from '../design/Menu.tsx';
import rows from '../design/Rows.module.css';
import { Tag, type Tone } from '../design/Tag.tsx';
import { Time } from '../design/Time.tsx';
import type { Hook } from './hooks.ts';

const TONES: Record<Hook['state'], Tone> = { active: 'good', paused: 'neutral', disabled: 'bad' };

type Props = {
  hook: Hook;
  isTesting: boolean;
  onTest: () => void;
  onPause: () => void;
  onAsk: (what: 'edit' | 'deliveries' | 'rotate' | 'remove') => void;
};

export function HookRow({ hook, isTesting, onTest, onPause, onAsk }: Props) {
  const { t } = useTranslation('integrations');
  const { url, description, events, state, disabledFor, failingSince, lastSuccessAt, previousUntil } = hook;
  return (
    <li className={rows.row} aria-label={description || url}>
      <div className={rows.words}>
        <div className={rows.name}>
          {description || url} <Tag tone={TONES[state]}>{t(`hooks.state.${state}`)}</Tag>
        </div>
        {description && <div className={rows.facts}>{url}</div>}
        <div className={rows.facts}>
          {t('hooks.count', { count: events.length })} ·{' '}
          {lastSuccessAt ? (
            <>
              {t('hooks.lastSuccess')} <Time at={Date.parse(lastSuccessAt)} style="ago" />
            </>
          ) : (
            t('hooks.neverSuccess')
          )}
          {previousUntil && (
            <>
              {' '}
              · {t('hooks.both')} <Time at={Date.parse(previousUntil)} style="full" />
            </>
          )}
        </div>
        {disabledFor && <div className={rows.reason}>{t(`hooks.disabledFor.${disabledFor}`)}</div>}
        {!disabledFor && failingSince && (
          <div className={rows.reason}>
            {t('hooks.failing')} <Time at={Date.parse(failingSince)} style="ago" />
          </div>
        )}
      </div>
      <div className={rows.actions}>
        <Button busy={isTesting} disabled={state !== 'active'} onClick={onTest}>
          {t('hooks.test')}
        </Button>
        <Button onClick={() => onAsk('deliveries')}>{t('hooks.log')}</Button>
        <Menu
          align="end"
          trigger={<IconButton icon={Ellipsis} label={t('hooks.more', { name: description || url })} />}
        >
          <MenuItem onSelect={() => onAsk('edit')}>{t('hooks.edit')}</MenuItem>
          <MenuItem onSelect={onPause}>{t(state === 'active' ? 'hooks.pause' : 'hooks.resume')}</MenuItem>
          <MenuItem onSelect={() => onAsk('rotate')}>{t('hooks.rotate')}</MenuItem>
          <MenuItem danger onSelect={() => onAsk('remove')}>
            {t('hooks.remove')}
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}
