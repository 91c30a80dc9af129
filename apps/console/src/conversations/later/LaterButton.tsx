import { laterChoices } from '@balcao/domain';
import { CalendarClock, Clock } from 'lucide-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../design/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../design/Menu.tsx';
import { useCommand } from '../../keyboard/index.ts';
import { useMinute } from '../useMinute.ts';
import { LaterDialog } from './LaterDialog.tsx';
import { useMomentWords } from './zones.ts';

type Props = { zone: string; disabled: boolean; onChoose: (at: number) => void };

/** When what is written next shall go, in hours of the contact's day (INB-26). */
export const LaterButton = memo(function LaterButton({ zone, disabled, onChoose }: Props) {
  const { t } = useTranslation('conversations');
  const [isOpen, setOpen] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  useCommand({
    id: 'message.later',
    title: t('command.later'),
    group: 'message',
    keys: 'mod+shift+enter',
    whileTyping: true,
    when: !disabled,
    run: () => setOpen(true),
  });
  return (
    <>
      <Menu
        side="top"
        align="end"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={<IconButton icon={Clock} label={t('later.label')} keys="mod+shift+enter" disabled={disabled} />}
      >
        <Choices zone={zone} onChoose={onChoose} />
        <MenuSeparator />
        <MenuItem icon={CalendarClock} onSelect={() => setChoosing(true)}>
          {t('later.custom')}
        </MenuItem>
      </Menu>
      {isChoosing && <LaterDialog zone={zone} onChoose={onChoose} onClose={() => setChoosing(false)} />}
    </>
  );
});

/** Of its own, so that the moments are worked out only once the menu is open. */
function Choices({ zone, onChoose }: Pick<Props, 'zone' | 'onChoose'>) {
  const { t } = useTranslation('conversations');
  const now = useMinute();
  const words = useMomentWords(zone);
  return laterChoices(now, zone).map(({ kind, at }) => (
    <MenuItem key={kind} hint={words(at, now)} onSelect={() => onChoose(at)}>
      {t(`later.${kind}`)}
    </MenuItem>
  ));
}
