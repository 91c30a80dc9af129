import { capabilitiesOf, carriesVoice, type MessageContent } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../../design/Segmented.tsx';
import { MacroMenu } from '../../macros/index.ts';
import { EmojiButton } from './EmojiButton.tsx';
import { AttachButton } from './files/AttachButton.tsx';
import { MoreButton } from './kinds/MoreButton.tsx';
import type { Recorder } from './voice/recorder.ts';
import { VoiceButton } from './voice/VoiceButton.tsx';

type Props = {
  conversation: ConversationRow;
  isNote: boolean;
  isClosed: boolean;
  /** The reply window is shut: nothing else may go. */
  templatesOnly: boolean;
  canAttach: boolean;
  dueAt: number | undefined;
  whyNoReply: string | null;
  onInsert: (emoji: string) => void;
  onSend: (content: MessageContent) => void;
  onAttach: (files: readonly File[]) => void;
  onVoice: (recorder: Recorder) => void;
  onDone: () => void;
  onTurn: (isNote: boolean) => void;
};

/** What stands beneath the field. None of it depends on the words in it: a letter does not draw it again. */
export const ComposerTools = memo(function ComposerTools(props: Props) {
  const { conversation, isNote, isClosed, templatesOnly, canAttach, dueAt, whyNoReply } = props;
  const { t } = useTranslation('conversations');
  const { files } = capabilitiesOf(conversation.channelKind);
  return (
    <>
      <EmojiButton onChoose={props.onInsert} />
      <MoreButton
        conversation={conversation}
        disabled={isNote || isClosed}
        templatesOnly={templatesOnly}
        dueAt={dueAt}
        onSend={props.onSend}
      />
      {files && <AttachButton disabled={!canAttach} onChoose={props.onAttach} />}
      {files && carriesVoice(files) && <VoiceButton disabled={!canAttach} onStart={props.onVoice} />}
      <MacroMenu conversation={conversation} whyNoReply={whyNoReply} onDone={props.onDone} />
      <Segmented
        label={t('composer.mode')}
        value={isNote ? 'note' : 'reply'}
        segments={[
          { value: 'reply', label: t('composer.reply') },
          { value: 'note', label: t('composer.note') },
        ]}
        onChange={(mode) => props.onTurn(mode === 'note')}
      />
    </>
  );
});
