import { canWrite, capabilitiesOf, type FileRules, isEmptyHead, type MessageContent } from '@balcao/domain';
import type { ConversationRow, MarkRow, MessageRow } from '@balcao/replica';
import { addNote, react, saveDraft } from '@balcao/replica/client';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactPanel } from '../contacts/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import styles from './ConversationsScreen.module.css';
import { Composer, type Sending } from './composer/Composer.tsx';
import { DropHint } from './composer/files/DropHint.tsx';
import { type SendableFile, useChosenFiles } from './composer/files/useChosenFiles.ts';
import { useFileDrop } from './composer/files/useFileDrop.ts';
import { useSendFiles } from './composer/files/useSendFiles.ts';
import { useSendMail } from './composer/mail/useSendMail.ts';
import type { Draft } from './composer/useDraft.ts';
import { useDirectory } from './directory.ts';
import { ConversationHeader } from './header/ConversationHeader.tsx';
import { sendAt } from './later/sendAt.ts';
import { ContactHistory } from './panel/ContactHistory.tsx';
import { ConversationFacts } from './panel/ConversationFacts.tsx';
import { usePanel } from './panelStore.ts';
import { usePresence } from './presence/usePresence.ts';
import { ChannelStopped } from './thread/ChannelStopped.tsx';
import { Thread } from './thread/Thread.tsx';
import { useConversationCommands } from './useConversationCommands.ts';
import { useMarkRead } from './useMarkRead.ts';
import { useMinute } from './useMinute.ts';
import { useWide } from './useWide.ts';
import { useWantedMessage } from './wantedMessage.ts';
import { windowOf } from './windowLeft.ts';

type Props = {
  conversation: ConversationRow;
  mark: MarkRow | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
  onOpen: (conversationId: string) => void;
  onBack: () => void;
  onDone: () => void;
};

const NO_FILES: FileRules = [];

/** Thread, composer and panel of one conversation. Give it the conversation's id as `key`. */
export function OpenConversation({ conversation, mark, field, onOpen, onBack, onDone }: Props) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const me = useUser().id;
  const { tags } = useDirectory();
  const { id } = conversation;
  const commands = useConversationCommands(conversation, mark, onDone);
  const onAtEnd = useMarkRead(conversation, mark, me);
  const presence = usePresence(id);
  const [quoted, setQuoted] = useState<MessageRow | null>(null);
  const wanted = useWantedMessage((state) => (state.wanted?.conversationId === id ? state.wanted : null));

  const isWide = useWide();
  const panel = usePanel();
  const [isOver, setOver] = useState(false);
  const isPanelOpen = isWide ? panel.isOpen : isOver;
  const togglePanel = () => (isWide ? panel.setOpen(!panel.isOpen) : setOver(!isOver));
  useCommand({ id: 'contact.panel', title: t('command.panel'), group: 'contact', keys: 'i', run: togglePanel });

  const quote = useCallback(
    (row: MessageRow) => {
      setQuoted(row);
      field.current?.focus();
    },
    [field],
  );
  const pointed = useRef<MessageRow | null>(null);
  const point = useCallback((row: MessageRow | null) => {
    pointed.current = row;
  }, []);
  const window = windowOf(conversation, useMinute());
  const isShut = conversation.status === 'closed' || window?.kind === 'templateOnly';
  const canReact = canWrite(conversation.channelKind, 'reaction') && !isShut;
  const reactTo = useCallback(
    (row: MessageRow, emoji: string) =>
      void react(collections, { conversationId: id, authorId: me, messageId: row.id, emoji }),
    [collections, id, me],
  );
  const sendOther = (content: MessageContent, dueAt?: number) => {
    void sendAt(collections, { conversationId: id, authorId: me, content, replyToId: quoted?.id ?? '' }, dueAt);
    setQuoted(null);
  };
  const { files: fileRules, isMail } = capabilitiesOf(conversation.channelKind);
  const files = useChosenFiles(fileRules ?? NO_FILES);
  const drop = useFileDrop(conversation.status !== 'closed' && fileRules !== null, files.add);
  const { sendFiles, sendVoice } = useSendFiles(conversation);
  const sendMail = useSendMail(conversation);
  const send = (
    draft: Draft,
    original: MessageRow | null,
    chosen: readonly SendableFile[],
    dueAt?: number,
  ): Sending => {
    const { text, isNote } = draft;
    const author = { conversationId: id, authorId: me };
    if (isNote) void addNote(collections, { ...author, text });
    else if (isMail) return sendMail(draft, original, chosen, dueAt);
    else if (chosen.length > 0) sendFiles(chosen, text, original, dueAt);
    else {
      const said = { ...author, content: { kind: 'text' as const, text }, replyToId: original?.id ?? '' };
      void sendAt(collections, said, dueAt);
    }
    return null;
  };
  const keepDraft = ({ text, isNote, mail }: Draft) => {
    const draft = { draft: text, isNote, mail: isEmptyHead(mail) ? null : mail };
    void saveDraft(collections, { userId: me, conversationId: id, ...draft });
  };

  return (
    <>
      <section className={styles.thread} aria-label={t('thread.section')} {...drop.handlers}>
        {drop.isOver && <DropHint />}
        <ConversationHeader
          conversation={conversation}
          mark={mark}
          commands={commands}
          others={presence.others}
          panel={{ isOpen: isPanelOpen, toggle: togglePanel }}
          onBack={onBack}
        />
        <Thread
          conversation={conversation}
          mark={mark}
          me={me}
          wanted={wanted}
          onQuote={quote}
          onReact={canReact ? reactTo : null}
          onPoint={point}
          onAtEnd={onAtEnd}
        />
        <ChannelStopped channelId={conversation.channelId} />
        <Composer
          conversation={conversation}
          mark={mark}
          field={field}
          quoted={quoted}
          onUnquote={() => setQuoted(null)}
          files={files}
          onSend={send}
          onSendVoice={sendVoice}
          onSendOther={sendOther}
          onReply={() => {
            const row = pointed.current;
            if (!row || row.direction === 'note') return false;
            quote(row);
            return true;
          }}
          onSaveDraft={keepDraft}
          onReopen={commands.reopen}
          onDone={onDone}
          presence={presence}
        />
      </section>
      {isPanelOpen && (
        <aside className={styles.panel} aria-label={t('header.panel')}>
          <ContactPanel key={conversation.contactId} contactId={conversation.contactId} tags={tags}>
            <ConversationFacts
              conversation={conversation}
              onTags={commands.setTags}
              onPriority={commands.setPriority}
            />
            <ContactHistory conversation={conversation} onOpen={onOpen} />
          </ContactPanel>
        </aside>
      )}
    </>
  );
}
