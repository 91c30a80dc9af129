import { fillIn, matchingReplies, slashedAt } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { type QuickReply, useQuickReplies, useVariableValues } from '../../quickReplies/index.ts';
import type { Draft } from './useDraft.ts';

type Options = {
  conversation: ConversationRow;
  draft: Draft;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (draft: Draft) => void;
  /** It went into the text: its files follow, and its use is counted. */
  onInserted: (reply: QuickReply) => void;
};

export type ReplyMenu = {
  /** Empty: no menu. */
  replies: readonly QuickReply[];
  active: number;
  choose: (reply: QuickReply) => void;
  /** @returns whether the key was the menu's. */
  press: (event: KeyboardEvent) => boolean;
  /** Tells where the caret went. */
  follow: () => void;
};

const MOST_SHOWN = 8;

/** `/shortcut` in the composer (INB-24): by keyboard, with the names filled in where it is inserted, without the network. */
export function useReplyMenu({ conversation, draft, field, onChange, onInserted }: Options): ReplyMenu {
  const all = useQuickReplies();
  const values = useVariableValues(conversation);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** Where a menu was waved away, until another slash is written. */
  const [dismissed, setDismissed] = useState<number | null>(null);

  const slashed = slashedAt(draft.text, caret);
  const isOpen = slashed !== null && slashed.start !== dismissed;
  const replies = isOpen ? matchingReplies(all, slashed.query).slice(0, MOST_SHOWN) : [];
  const chosen = replies[Math.min(active, replies.length - 1)];

  const choose = (reply: QuickReply) => {
    if (!slashed) return;
    const { text, open } = fillIn(reply.text, values);
    onChange({ ...draft, text: draft.text.slice(0, slashed.start) + text + draft.text.slice(caret) });
    setDismissed(null);
    onInserted(reply);
    const [first] = open;
    const from = slashed.start + (first?.start ?? text.length);
    const to = slashed.start + (first?.end ?? text.length);
    setCaret(to);
    // The first gap is selected: typing fills it.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from, to);
    });
  };

  const press = (event: KeyboardEvent): boolean => {
    if (!chosen || !slashed) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        setActive((index) => {
          const step = event.key === 'ArrowDown' ? 1 : -1;
          return (Math.min(index, replies.length - 1) + step + replies.length) % replies.length;
        });
        break;
      case 'Enter':
      case 'Tab':
        choose(chosen);
        break;
      case 'Escape':
        setDismissed(slashed.start);
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };

  const follow = () => {
    const at = field.current?.selectionStart ?? 0;
    if (at === caret) return;
    setCaret(at);
    setActive(0);
    if (slashedAt(field.current?.value ?? '', at) === null) setDismissed(null);
  };

  return { replies, active: Math.max(0, Math.min(active, replies.length - 1)), choose, press, follow };
}
