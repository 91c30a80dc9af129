import { useTranslation } from 'react-i18next';
import { useCommand } from '../../keyboard/index.ts';

type Given = {
  onReply: () => void;
  onNote: () => void;
  /** `null`: the channel knows no templates, or the conversation is over. */
  onTemplate: (() => void) | null;
  /** `null`: what is written cannot go yet. */
  onSend: (() => void) | null;
};

const nothing = () => {};

/** The composer's keys, which stand in the palette too. */
export function useComposerCommands({ onReply, onNote, onTemplate, onSend }: Given): void {
  const { t } = useTranslation('conversations');
  useCommand({ id: 'message.reply', title: t('command.reply'), group: 'message', keys: 'r', run: onReply });
  useCommand({ id: 'message.note', title: t('command.note'), group: 'message', keys: 'n', run: onNote });
  useCommand({
    id: 'message.template',
    title: t('command.template'),
    group: 'message',
    // M alone opens the macros.
    keys: 'shift+m',
    when: onTemplate !== null,
    run: onTemplate ?? nothing,
  });
  useCommand({
    id: 'message.send',
    title: t('command.send'),
    group: 'message',
    keys: 'mod+enter',
    whileTyping: true,
    when: onSend !== null,
    run: onSend ?? nothing,
  });
}
