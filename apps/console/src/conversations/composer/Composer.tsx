import { canWrite, capabilitiesOf, EMPTY_MAIL_HEAD, type MessageContent } from '@balcao/domain';
import type { ConversationRow, MarkRow, MessageRow } from '@balcao/replica';
import { Clock, SendHorizontal, StickyNote } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { classes } from '../../design/classes.ts';
import { useSteady } from '../../design/useSteady.ts';
import { noteUse, type QuickReply, useTellUses } from '../../quickReplies/index.ts';
import { useUser } from '../../session/index.ts';
import { contactLabel } from '../contactLabel.ts';
import { LaterBar } from '../later/LaterBar.tsx';
import { LaterButton } from '../later/LaterButton.tsx';
import { ScheduledTray } from '../later/ScheduledTray.tsx';
import { useContactZone } from '../later/zones.ts';
import { TypingLine } from '../presence/TypingLine.tsx';
import type { PresenceHere } from '../presence/usePresence.ts';
import { useMinute } from '../useMinute.ts';
import { useWantedTemplate, wantTemplate } from '../wantedTemplate.ts';
import styles from './Composer.module.css';
import { ComposerNotice } from './ComposerNotice.tsx';
import { ComposerTools } from './ComposerTools.tsx';
import { composingOf, isShut, isShutToReplies, limitOf } from './composing.ts';
import { ChosenTray } from './files/ChosenTray.tsx';
import { type ChosenFiles, isSendable, type SendableFile } from './files/useChosenFiles.ts';
import { WaitingFiles } from './files/WaitingFiles.tsx';
import { TemplateDialog } from './kinds/TemplateDialog.tsx';
import { MENTION_MENU_ID, MentionMenu, mentionId } from './MentionMenu.tsx';
import { FilesTooLarge } from './mail/FilesTooLarge.tsx';
import { MailHeadFields } from './mail/MailHeadFields.tsx';
import { OpenVariables } from './OpenVariables.tsx';
import { QuoteBar } from './QuoteBar.tsx';
import { REPLY_MENU_ID, ReplyMenu, replyId } from './ReplyMenu.tsx';
import { SmsCount } from './SmsCount.tsx';
import { TextCount } from './TextCount.tsx';
import { useComposerCommands } from './useComposerCommands.ts';
import { type Draft, useDraft } from './useDraft.ts';
import { useMentions } from './useMentions.ts';
import { useReplyFiles } from './useReplyFiles.ts';
import { useReplyMenu } from './useReplyMenu.ts';
import { useTellTyping } from './useTellTyping.ts';
import type { Recorder, VoiceRecording } from './voice/recorder.ts';
import { VoiceRecorder } from './voice/VoiceRecorder.tsx';

type Props = {
  conversation: ConversationRow;
  mark: MarkRow | undefined;
  field: RefObject<HTMLTextAreaElement | null>;
  quoted: MessageRow | null;
  onUnquote: () => void;
  files: ChosenFiles;
  /** `dueAt` is the time that it waits for, epoch ms; undefined: it goes at once. */
  onSend: (
    draft: Draft,
    quoted: MessageRow | null,
    files: readonly SendableFile[],
    dueAt: number | undefined,
  ) => Sending;
  onSendVoice: (recording: VoiceRecording, quoted: MessageRow | null, dueAt: number | undefined) => void;
  onSendOther: (content: MessageContent, dueAt: number | undefined) => void;
  /** R: quotes the message under the pointer. @returns false when there is none. */
  onReply: () => boolean;
  onSaveDraft: (draft: Draft) => void;
  onReopen: () => void;
  /** The conversation left the desk with what was done here. */
  onDone: () => void;
  presence: PresenceHere;
};

/** `null`: it is kept. Otherwise whether it could be: files may not fit on this machine. */
export type Sending = Promise<boolean> | null;

/** Where replies and notes are written. Give it the conversation's id as `key`. */
export function Composer(props: Props) {
  const {
    conversation,
    mark,
    field,
    quoted,
    onUnquote,
    files,
    onSend,
    onSendVoice,
    onSendOther,
    onReply,
    onSaveDraft,
    onReopen,
    onDone,
    presence,
  } = props;
  const { t } = useTranslation('conversations');
  const { draft, change, flush } = useDraft(mark, onSaveDraft);
  const mentions = useMentions({ conversation, draft, field, onChange: change });
  const me = useUser().id;
  const bringFiles = useReplyFiles(files.add);
  useTellUses();
  const onInserted = (reply: QuickReply) => {
    noteUse(me, reply.id);
    if (!draft.isNote) bringFiles(reply);
  };
  const replies = useReplyMenu({ conversation, draft, field, onChange: change, onInserted });
  const menu =
    mentions.people.length > 0
      ? { id: MENTION_MENU_ID, active: mentionId(mentions.active) }
      : replies.replies.length > 0
        ? { id: REPLY_MENU_ID, active: replyId(replies.active) }
        : null;
  const [recorder, setRecorder] = useState<Recorder | null>(null);
  const goingFiles = draft.isNote ? [] : files.files.filter(isSendable);
  const now = useMinute();
  const composing = composingOf(
    conversation,
    draft,
    goingFiles.map(({ file }) => ({ sizeBytes: file.size })),
    now,
  );
  const limit = limitOf(conversation, draft.isNote);
  const hasTemplates = canWrite(conversation.channelKind, 'template');
  const [isTemplateOpen, setTemplateOpen] = useState(false);
  const isTemplateWanted = useWantedTemplate(({ conversationId }) => conversationId === conversation.id);
  useEffect(() => {
    if (!isTemplateWanted) return;
    wantTemplate(null);
    setTemplateOpen(hasTemplates);
  }, [isTemplateWanted, hasTemplates]);
  const zone = useContactZone(conversation);
  const [chosenTime, setDueAt] = useState<number | undefined>(undefined);
  const dueAt = draft.isNote ? undefined : chosenTime;
  const tellTyping = useTellTyping(conversation);
  const capabilities = capabilitiesOf(conversation.channelKind);
  const canAttach = capabilities.files !== null && !draft.isNote && !isShut(composing);

  const write = (text: string) => {
    change({ ...draft, text });
    // A note meets nobody's answer.
    if (draft.isNote || text.trim() === '') presence.stoppedTyping();
    else presence.typing();
    if (!draft.isNote) tellTyping();
  };
  const turn = (isNote: boolean) => {
    change({ ...draft, isNote });
    // The field may be shut in the other mode: it opens with the next drawing.
    requestAnimationFrame(() => field.current?.focus());
  };
  const send = () => {
    if (composing.kind !== 'ready') return;
    const kept = onSend({ ...draft, text: draft.text.trim() }, draft.isNote ? null : quoted, goingFiles, dueAt);
    void kept?.then((isKept) => isKept || change(draft));
    setDueAt(undefined);
    // A note's words are gone; the head that stands above a mail begun before is not.
    change({ text: '', isNote: draft.isNote, mail: draft.isNote ? draft.mail : EMPTY_MAIL_HEAD });
    flush();
    presence.stoppedTyping();
    if (!draft.isNote) files.clear();
    onUnquote();
  };
  const sendOther = (content: MessageContent) => {
    onSendOther(content, dueAt);
    setDueAt(undefined);
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0 || !canAttach) return;
    event.preventDefault();
    files.add(pasted);
  };
  const press = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; some browsers tell by the key code only.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (mentions.press(event) || replies.press(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      if (quoted) onUnquote();
      else field.current?.blur();
    }
  };
  const insert = (emoji: string) => {
    const at = field.current;
    const [from, to] = [at?.selectionStart ?? draft.text.length, at?.selectionEnd ?? draft.text.length];
    change({ ...draft, text: draft.text.slice(0, from) + emoji + draft.text.slice(to) });
    requestAnimationFrame(() => {
      at?.focus();
      at?.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  };

  const reply = () => {
    if (onReply() && !draft.isNote) return;
    turn(false);
  };

  const tools = { insert: useSteady(insert), sendOther: useSteady(sendOther), turn: useSteady(turn) };

  useComposerCommands({
    onReply: reply,
    onNote: () => turn(true),
    onTemplate: hasTemplates && composing.kind !== 'conversationClosed' ? () => setTemplateOpen(true) : null,
    onSend: composing.kind === 'ready' ? send : null,
  });

  return (
    <div className={styles.composer}>
      {isShut(composing) && (
        <ComposerNotice
          composing={composing}
          onReopen={onReopen}
          onTemplate={hasTemplates ? () => setTemplateOpen(true) : null}
          onNote={() => turn(true)}
        />
      )}
      <ScheduledTray
        conversation={conversation}
        me={me}
        zone={zone}
        onTemplate={hasTemplates ? () => setTemplateOpen(true) : null}
      />
      {dueAt !== undefined && (
        <LaterBar conversation={conversation} zone={zone} at={dueAt} onRemove={() => setDueAt(undefined)} />
      )}
      {quoted && !draft.isNote && <QuoteBar row={quoted} onRemove={onUnquote} />}
      {!draft.isNote && <WaitingFiles conversationId={conversation.id} />}
      {canAttach && files.files.length > 0 && <ChosenTray files={files.files} onRemove={files.remove} />}
      {recorder && (
        <VoiceRecorder
          recorder={recorder}
          onSend={(recording) => {
            onSendVoice(recording, quoted, dueAt);
            setDueAt(undefined);
            onUnquote();
          }}
          onEnd={() => setRecorder(null)}
        />
      )}
      {isTemplateOpen && (
        <TemplateDialog
          conversation={conversation}
          dueAt={dueAt}
          onSend={sendOther}
          onClose={() => setTemplateOpen(false)}
        />
      )}
      <TypingLine
        contactName={contactLabel(conversation)}
        others={presence.others}
        isReplying={!draft.isNote && draft.text.trim() !== ''}
      />
      <MentionMenu mentions={mentions} />
      <ReplyMenu menu={replies} />
      {capabilities.isMail && !draft.isNote && !isShut(composing) && (
        <MailHeadFields
          conversation={conversation}
          quoted={quoted}
          head={draft.mail}
          fault={composing.kind === 'badHead' ? composing.fault : null}
          onChange={(mail) => change({ ...draft, mail })}
        />
      )}
      {composing.kind === 'filesTooLarge' && <FilesTooLarge {...composing} />}
      {composing.kind === 'unfilled' && <OpenVariables open={composing.open} field={field} />}
      <textarea
        ref={field}
        hidden={recorder !== null}
        rows={2}
        className={classes(styles.field, draft.isNote && styles.note)}
        aria-label={t(draft.isNote ? 'composer.noteLabel' : 'composer.label')}
        placeholder={t(
          isShut(composing) ? 'composer.shut' : draft.isNote ? 'composer.notePlaceholder' : 'composer.placeholder',
        )}
        value={draft.text}
        readOnly={isShut(composing)}
        onChange={(event) => write(event.currentTarget.value)}
        aria-autocomplete="list"
        aria-controls={menu?.id}
        aria-activedescendant={menu?.active}
        onSelect={() => {
          mentions.follow();
          replies.follow();
        }}
        onKeyDown={press}
        onPaste={paste}
        onBlur={flush}
      />
      <div className={styles.actions} hidden={recorder !== null}>
        <ComposerTools
          conversation={conversation}
          isNote={draft.isNote}
          isClosed={composing.kind === 'conversationClosed'}
          templatesOnly={composing.kind === 'windowClosed'}
          canAttach={canAttach}
          dueAt={dueAt}
          whyNoReply={isShutToReplies(conversation, now) ? t('composer.shut') : null}
          onInsert={tools.insert}
          onSend={tools.sendOther}
          onAttach={files.add}
          onVoice={setRecorder}
          onDone={onDone}
          onTurn={tools.turn}
        />
        <span className={styles.end}>
          {conversation.channelKind === 'sms' && !draft.isNote && <SmsCount text={draft.text.trim()} />}
          <TextCount length={draft.text.length} limit={limit} />
          {!draft.isNote && (
            <LaterButton zone={zone} disabled={composing.kind === 'conversationClosed'} onChoose={setDueAt} />
          )}
          <Button
            variant="primary"
            icon={draft.isNote ? StickyNote : dueAt === undefined ? SendHorizontal : Clock}
            keys="enter"
            disabled={composing.kind !== 'ready'}
            onClick={send}
          >
            {t(draft.isNote ? 'composer.saveNote' : dueAt === undefined ? 'composer.send' : 'later.schedule')}
          </Button>
        </span>
      </div>
    </div>
  );
}
