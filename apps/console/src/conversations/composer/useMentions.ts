import type { ConversationRow, UserRow } from '@balcao/replica';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useUser } from '../../session/index.ts';
import { useDirectory } from '../directory.ts';
import { callingAt, matching } from './calling.ts';
import type { Draft } from './useDraft.ts';

type Options = {
  conversation: ConversationRow;
  draft: Draft;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (draft: Draft) => void;
};

export type Mentions = {
  /** Empty: no menu. */
  people: readonly UserRow[];
  active: number;
  choose: (person: UserRow) => void;
  /** @returns whether the key was the menu's. */
  press: (event: KeyboardEvent) => boolean;
  /** Tells where the caret went. */
  follow: () => void;
};

/** Calls colleagues by `@name` in a note (INB-16): those who see the conversation, without the network. */
export function useMentions({ conversation, draft, field, onChange }: Options): Mentions {
  const me = useUser().id;
  const { users } = useDirectory();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** Where a menu was waved away, until another @ is written. */
  const [dismissed, setDismissed] = useState<number | null>(null);

  const calling = draft.isNote ? callingAt(draft.text, caret) : null;
  const isOpen = calling !== null && calling.start !== dismissed;
  const people = isOpen
    ? matching(
        [...users.values()].filter((user) => user.id !== me && sees(user, conversation)),
        calling.query,
      )
    : [];
  const chosen = people[Math.min(active, people.length - 1)];

  const choose = (person: UserRow) => {
    if (!calling) return;
    const name = `@${person.name} `;
    const end = calling.start + name.length;
    onChange({ ...draft, text: draft.text.slice(0, calling.start) + name + draft.text.slice(caret).replace(/^ /, '') });
    setDismissed(calling.start);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  };

  const press = (event: KeyboardEvent): boolean => {
    if (!chosen || !calling) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        setActive((index) => {
          const step = event.key === 'ArrowDown' ? 1 : -1;
          return (Math.min(index, people.length - 1) + step + people.length) % people.length;
        });
        break;
      case 'Enter':
      case 'Tab':
        choose(chosen);
        break;
      case 'Escape':
        setDismissed(calling.start);
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
    if (callingAt(field.current?.value ?? '', at) === null) setDismissed(null);
  };

  return { people, active: Math.max(0, Math.min(active, people.length - 1)), choose, press, follow };
}

/** As the server has it (server/src/conversations/scope.ts). */
function sees({ id, active, role, queueIds }: UserRow, { assigneeId, queueId }: ConversationRow): boolean {
  if (!active || role === 'operator') return false;
  return role === 'admin' || id === assigneeId || (queueId === '' ? assigneeId === '' : queueIds.includes(queueId));
}
