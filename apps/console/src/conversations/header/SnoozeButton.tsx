import type { ConversationRow } from '@balcao/replica';
import { AlarmClockOff, CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../design/Menu.tsx';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { snoozeChoices } from '../snooze.ts';
import type { ConversationCommands } from '../useConversationCommands.ts';
import { useMinute } from '../useMinute.ts';
import { SnoozeDialog } from './SnoozeDialog.tsx';

type Props = { conversation: ConversationRow; commands: ConversationCommands };

/** Puts the conversation away until a time, or until the contact writes. */
export function SnoozeButton({ conversation, commands }: Props) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const now = useMinute();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <>
      <Menu
        align="end"
        open={commands.isSnoozeOpen}
        onOpenChange={commands.setSnoozeOpen}
        trigger={<Button keys="z">{t('action.snooze')}</Button>}
      >
        {conversation.status === 'snoozed' && (
          <>
            <MenuItem icon={AlarmClockOff} onSelect={commands.wake}>
              {t('action.wake')}
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        {snoozeChoices(new Date(now)).map(({ kind, until }) => (
          <MenuItem
            key={kind}
            hint={until === null ? undefined : timeInWords(until, now, 'full', language)}
            onSelect={() => commands.snooze(until)}
          >
            {t(`snooze.${kind}`)}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={CalendarClock} onSelect={() => setChoosing(true)}>
          {t('snooze.custom')}
        </MenuItem>
      </Menu>
      {isChoosing && <SnoozeDialog onSnooze={commands.snooze} onClose={() => setChoosing(false)} />}
    </>
  );
}
