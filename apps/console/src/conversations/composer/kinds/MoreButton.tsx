import { canWrite, type MessageContent } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import {
  LayoutTemplate,
  List,
  type LucideIcon,
  MapPin,
  MessageCircleQuestionMark,
  Plus,
  UserRound,
} from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../design/IconButton.tsx';
import { Menu, MenuItem } from '../../../design/Menu.tsx';
import { useCommand } from '../../../keyboard/index.ts';
import { ButtonsDialog, ListDialog } from './ChoicesDialog.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { LocationDialog } from './LocationDialog.tsx';
import { TemplateDialog } from './TemplateDialog.tsx';

export type KindDialogProps = {
  conversation: ConversationRow;
  /** What is sent waits for this time, epoch ms; undefined: it goes at once. */
  dueAt: number | undefined;
  onSend: (content: MessageContent) => void;
  onClose: () => void;
};

const KINDS = ['template', 'location', 'contacts', 'buttons', 'list'] as const;
type Kind = (typeof KINDS)[number];

const PARTS: Record<Kind, { icon: LucideIcon; dialog: ComponentType<KindDialogProps> }> = {
  template: { icon: LayoutTemplate, dialog: TemplateDialog },
  location: { icon: MapPin, dialog: LocationDialog },
  contacts: { icon: UserRound, dialog: ContactDialog },
  buttons: { icon: MessageCircleQuestionMark, dialog: ButtonsDialog },
  list: { icon: List, dialog: ListDialog },
};

type Props = {
  conversation: ConversationRow;
  disabled: boolean;
  /** Free words are shut: only a template may go. */
  templatesOnly: boolean;
  dueAt: number | undefined;
  onSend: (content: MessageContent) => void;
};

/** What else can be sent than words and files; only what this channel carries. */
export function MoreButton({ conversation, disabled, templatesOnly, dueAt, onSend }: Props) {
  const { t } = useTranslation('conversations');
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind | null>(null);
  const kinds = KINDS.filter(
    (each) => canWrite(conversation.channelKind, each) && (!templatesOnly || each === 'template'),
  );
  useCommand({
    id: 'message.more',
    title: t('command.more'),
    group: 'message',
    keys: 'mod+shift+m',
    whileTyping: true,
    when: !disabled && kinds.length > 0,
    run: () => setOpen(true),
  });
  if (kinds.length === 0) return null;
  const Form = kind && PARTS[kind].dialog;
  return (
    <>
      <Menu
        side="top"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={<IconButton icon={Plus} label={t('more.label')} keys="mod+shift+m" disabled={disabled} />}
      >
        {kinds.map((each) => (
          <MenuItem key={each} icon={PARTS[each].icon} hint={t(`more.${each}Hint`)} onSelect={() => setKind(each)}>
            {t(`kind.${each}`)}
          </MenuItem>
        ))}
      </Menu>
      {Form && <Form conversation={conversation} dueAt={dueAt} onSend={onSend} onClose={() => setKind(null)} />}
    </>
  );
}
