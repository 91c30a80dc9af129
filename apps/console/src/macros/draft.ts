import type { MacroAction } from '@balcao/domain';

export const ACTION_KINDS = ['reply', 'note', 'tag', 'assign', 'transfer', 'snooze', 'close'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** A step as it is being written: each kind's fields side by side, so that a change of mind loses nothing. */
export type StepDraft = {
  /** For the screen's list; goes nowhere. */
  key: number;
  kind: ActionKind;
  text: string;
  tagIds: readonly string[];
  /** `''`: whoever runs it. */
  userId: string;
  toKind: 'queue' | 'user';
  toId: string;
  reason: string;
  /** `''`: until the contact writes. */
  minutes: string;
};

export const emptyStep = (key: number, kind: ActionKind): StepDraft => ({
  key,
  kind,
  text: '',
  tagIds: [],
  userId: '',
  toKind: 'queue',
  toId: '',
  reason: '',
  minutes: kind === 'snooze' ? '60' : '',
});

export function draftOf(action: MacroAction, key: number): StepDraft {
  const empty = emptyStep(key, action.kind);
  switch (action.kind) {
    case 'reply':
    case 'note':
      return { ...empty, text: action.text };
    case 'tag':
      return { ...empty, tagIds: action.tagIds };
    case 'assign':
      return { ...empty, userId: action.userId ?? '' };
    case 'transfer': {
      const { to, reason } = action;
      return { ...empty, reason, toKind: to.kind, toId: to.kind === 'user' ? to.userId : to.queueId };
    }
    case 'snooze':
      return { ...empty, minutes: action.minutes === null ? '' : String(action.minutes) };
    case 'close':
      return { ...empty, reason: action.reason };
  }
}

/** `null` while something of it is missing. */
export function actionOf(draft: StepDraft): MacroAction | null {
  const { kind, text, tagIds, userId, toKind, toId, minutes } = draft;
  const reason = draft.reason.trim();
  switch (kind) {
    case 'reply':
    case 'note':
      return text.trim() === '' ? null : { kind, text };
    case 'tag':
      return tagIds.length === 0 ? null : { kind, tagIds: [...tagIds] };
    case 'assign':
      return { kind, userId: userId === '' ? null : userId };
    case 'transfer':
      if (toId === '') return null;
      return {
        kind,
        reason,
        to: toKind === 'user' ? { kind: 'user', userId: toId } : { kind: 'queue', queueId: toId },
      };
    case 'snooze': {
      if (minutes === '') return { kind, minutes: null };
      const whole = Number(minutes);
      return Number.isInteger(whole) && whole > 0 ? { kind, minutes: whole } : null;
    }
    case 'close':
      return { kind, reason };
  }
}
