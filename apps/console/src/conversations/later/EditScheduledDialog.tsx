import { instantIn, wallIn } from '@balcao/domain';
import type { ConversationRow, ScheduledRow } from '@balcao/replica';
import { editLater } from '@balcao/replica/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../design/FormDialog.tsx';
import { TextArea } from '../../design/TextArea.tsx';
import { useReplica } from '../../replica/index.ts';
import { withWords, wordsOf } from './editable.ts';
import { MomentField, momentFault } from './MomentField.tsx';

type Props = { conversation: ConversationRow; row: ScheduledRow; zone: string; onClose: () => void };

const HOUR_MS = 60 * 60_000;

/** Other words, another time: until then everything can change. */
export function EditScheduledDialog({ conversation, row, zone, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const { collections } = useReplica();
  const words = wordsOf(row.content, conversation.channelKind);
  const [text, setText] = useState(words?.text ?? '');
  // One whose time has passed is given a new one, an hour from now.
  const [wall, setWall] = useState(() => wallIn(zone, row.dueAt > Date.now() ? row.dueAt : Date.now() + HOUR_MS));
  const [isTried, setTried] = useState(false);
  const fault = words && faultOf(text, words);
  const save = () => {
    setTried(true);
    const dueAt = instantIn(zone, wall);
    if (dueAt === null || fault || momentFault(zone, wall, Date.now())) return;
    const content = words && text !== words.text ? { content: withWords(row.content, text.trim()) } : {};
    void editLater(collections, { id: row.id, ...content, dueAt });
    onClose();
  };
  return (
    <FormDialog title={t('later.edit')} submit={t('later.save')} onSubmit={save} onClose={onClose}>
      {words && (
        <TextArea
          label={t('later.text')}
          rows={4}
          value={text}
          problem={
            fault === 'tooLong' || (isTried && fault)
              ? t(`later.fault.${fault}`, { over: text.trim().length - words.limit, limit: words.limit })
              : null
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <MomentField zone={zone} wall={wall} isTried={isTried} onChange={setWall} />
    </FormDialog>
  );
}

function faultOf(
  text: string,
  { limit, mayBeEmpty }: { limit: number; mayBeEmpty: boolean },
): 'empty' | 'tooLong' | null {
  const { length } = text.trim();
  if (length > limit) return 'tooLong';
  return length === 0 && !mayBeEmpty ? 'empty' : null;
}
