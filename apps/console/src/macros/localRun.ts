import { fillIn, type MacroAction, type Problem, type VariableValues } from '@balcao/domain';
import {
  addNote,
  type Collections,
  closeConversation,
  sendText,
  setTags,
  snoozeConversation,
} from '@balcao/replica/client';

/** An action that a replica carries, with its text as it will be read. */
export type LocalAction = Exclude<MacroAction, { kind: 'assign' | 'transfer' }>;

const isLocal = (action: MacroAction): action is LocalAction => action.kind !== 'assign' && action.kind !== 'transfer';

/**
 * What a macro will do here, with every name filled in, or why it cannot: looked at as a whole before anything is done.
 * Give it actions that need no server.
 */
export function localPlan(
  actions: readonly MacroAction[],
  values: VariableValues,
): { kind: 'ready'; actions: LocalAction[] } | { kind: 'stopped'; problem: Problem } {
  const ready: LocalAction[] = [];
  for (const [index, action] of actions.filter(isLocal).entries()) {
    if (action.kind !== 'reply' && action.kind !== 'note') {
      ready.push(action);
      continue;
    }
    const { text, open } = fillIn(action.text, values);
    if (open.length > 0) {
      const variables = [...new Set(open.map(({ name }) => name))];
      return { kind: 'stopped', problem: { code: 'macro.variableOpen', step: index + 1, variables } };
    }
    ready.push({ ...action, text });
  }
  return { kind: 'ready', actions: ready };
}

type Place = { conversationId: string; userId: string; tags: readonly string[]; now: number };

/** Writes each action into the replica, in order; each leaves with the next connection, in that order. */
export async function writeActions(collections: Collections, actions: readonly LocalAction[], place: Place) {
  const { conversationId, userId: authorId, now } = place;
  for (const action of actions) {
    switch (action.kind) {
      case 'reply':
        await sendText(collections, { conversationId, authorId, text: action.text });
        break;
      case 'note':
        await addNote(collections, { conversationId, authorId, text: action.text });
        break;
      case 'tag':
        await setTags(collections, { conversationId, tagIds: [...place.tags, ...action.tagIds] });
        break;
      case 'snooze':
        await snoozeConversation(collections, {
          conversationId,
          until: action.minutes === null ? null : now + action.minutes * 60_000,
        });
        break;
      case 'close':
        await closeConversation(collections, { conversationId, reason: action.reason });
        break;
    }
  }
}
