import type { ConversationRow, MarkRow, Present } from '@balcao/replica';
import { ArrowLeft, ArrowRightLeft, PanelRight, Pin, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../design/Avatar.tsx';
import { Button } from '../../design/Button.tsx';
import { IconButton } from '../../design/IconButton.tsx';
import { Tag } from '../../design/Tag.tsx';
import { timeInWords } from '../../i18n/timeInWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { contactLabel } from '../contactLabel.ts';
import { useDirectory } from '../directory.ts';
import { ChannelMark } from '../list/ChannelMark.tsx';
import { Viewers } from '../presence/Viewers.tsx';
import { SlaMark } from '../ticket/SlaMark.tsx';
import type { ConversationCommands } from '../useConversationCommands.ts';
import { AssignButton } from './AssignButton.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import styles from './ConversationHeader.module.css';
import { SnoozeButton } from './SnoozeButton.tsx';
import { TagsButton } from './TagsButton.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { WindowLeft } from './WindowLeft.tsx';

type Props = {
  conversation: ConversationRow;
  mark: MarkRow | undefined;
  commands: ConversationCommands;
  others: readonly Present[];
  panel: { isOpen: boolean; toggle: () => void };
  /** Only where the list is folded away. */
  onBack: () => void;
};

/** Who, over what, until when, whose; and what can be done with the conversation as a whole. */
export function ConversationHeader({ conversation, mark, commands, others, panel, onBack }: Props) {
  const { t } = useTranslation('conversations');
  const { channels } = useDirectory();
  const name = contactLabel(conversation);
  const channel = channels.get(conversation.channelId)?.name ?? t(`channel.${conversation.channelKind}`);
  return (
    <header className={styles.header}>
      <IconButton icon={ArrowLeft} label={t('header.back')} onClick={onBack} className={styles.back ?? ''} />
      <Avatar
        name={name}
        id={conversation.contactId}
        corner={<ChannelMark kind={conversation.channelKind} />}
        className={styles.avatar ?? ''}
      />
      <div className={styles.words}>
        <h2 className={styles.name}>{name}</h2>
        <p className={styles.facts}>
          <SlaMark ticket={conversation.ticket} size="short" onlyAtRisk />
          <span className={styles.channel}>{channel}</span>
          <WindowLeft conversation={conversation} />
          <State conversation={conversation} />
        </p>
      </div>
      <Viewers others={others} />
      <div className={styles.actions}>
        <TagsButton conversation={conversation} onChange={commands.setTags} />
        <IconButton
          icon={Pin}
          label={t(mark?.pinned ? 'action.unpin' : 'action.pin')}
          keys="p"
          pressed={mark?.pinned ?? false}
          onClick={commands.togglePin}
          className={styles.roomy ?? ''}
        />
        <AssignButton conversation={conversation} assignment={commands.assignment} />
        {conversation.status === 'closed' ? (
          <Button variant="primary" icon={RotateCcw} onClick={commands.reopen}>
            {t('action.reopen')}
          </Button>
        ) : (
          <>
            <IconButton
              icon={ArrowRightLeft}
              label={t('action.transfer')}
              keys="t"
              onClick={() => commands.setDialog('transfer')}
            />
            <SnoozeButton conversation={conversation} commands={commands} />
            <Button variant="primary" keys="e" onClick={() => commands.close()}>
              {t('action.close')}
            </Button>
          </>
        )}
        <IconButton icon={PanelRight} label={t('header.panel')} pressed={panel.isOpen} onClick={panel.toggle} />
      </div>
      {commands.dialog === 'close' && (
        <CloseDialog ticket={conversation.ticket} onConfirm={commands.close} onClose={() => commands.setDialog(null)} />
      )}
      {commands.dialog === 'transfer' && (
        <TransferDialog conversation={conversation} onClose={() => commands.setDialog(null)} />
      )}
    </header>
  );
}

function State({ conversation }: { conversation: ConversationRow }) {
  const { t } = useTranslation('conversations');
  const language = useLanguage();
  const { queues } = useDirectory();
  const queue = queues.get(conversation.queueId);
  if (conversation.status === 'closed') return <Tag>{t('status.closed')}</Tag>;
  if (conversation.status === 'snoozed') {
    const until = conversation.snoozedUntil;
    const words =
      until === null
        ? t('snooze.untilMessage')
        : t('snooze.until', { at: timeInWords(until, until, 'full', language) });
    return <Tag tone="warn">{words}</Tag>;
  }
  return queue ? <span className={styles.queue}>{queue}</span> : null;
}
