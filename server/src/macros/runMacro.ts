import { fillIn, firstNameOf, type MacroAction, Refusal, type VariableValues } from '@balcao/domain';
import { v5 } from 'uuid';
import type { Actor } from '../auth/index.ts';
import {
  assignConversation,
  claimConversation,
  closeConversation,
  conversationFor,
  sendMessage,
  setTags,
  snoozeConversation,
  transferConversation,
} from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { macroById, wordsFor } from './store.ts';

/** Ours alone, so that a step's message can never be anything else's. */
const NAMESPACE = 'b9a5b0b1-5d9c-4f39-8f0d-6f2a1c1de5a4';

export type MacroRun = {
  conversationId: string;
  macroId: string;
  /** The caller's own: repeated, its messages are there once. */
  runId: string;
  /** Epoch ms, from which a snooze counts. */
  now: number;
};

/**
 * Does a macro's actions in their order, as one: whatever refuses one of them leaves the conversation as it was. Each
 * goes through the use case that a person's own press goes through, with that person's rights.
 *
 * @throws Refusal `record.notFound`, `macro.variableOpen`, and whatever the actions refuse
 */
export async function runMacro(trx: Trx, actor: Actor, run: MacroRun): Promise<void> {
  const macro = await macroById(trx, actor, run.macroId);
  if (!macro) throw new Refusal({ code: 'record.notFound', record: 'macro', id: run.macroId });
  // First: of a conversation that is not theirs to see, nobody learns even what its contact's card lacks.
  await conversationFor(trx, actor, run.conversationId);
  for (const [index, action] of macro.actions.entries()) await act(trx, actor, run, action, index);
}

async function act(trx: Trx, actor: Actor, run: MacroRun, action: MacroAction, index: number): Promise<void> {
  const { conversationId } = run;
  switch (action.kind) {
    case 'reply':
    case 'note': {
      const text = await filled(trx, actor, conversationId, action.text, index);
      const id = v5(`${run.runId}:${index}`, NAMESPACE);
      const kind = action.kind === 'reply' ? 'text' : 'note';
      await sendMessage(trx, actor, { id, conversationId, kind, text });
      return;
    }
    case 'tag': {
      const { tags } = await conversationFor(trx, actor, conversationId);
      await setTags(trx, actor, { conversationId, tags: [...new Set([...tags, ...action.tagIds])] });
      return;
    }
    case 'assign':
      if (action.userId === null) await claimConversation(trx, actor, { conversationId });
      else await assignConversation(trx, actor, { conversationId, userId: action.userId });
      return;
    case 'transfer':
      return transferConversation(trx, actor, { conversationId, to: action.to, reason: action.reason, note: '' });
    case 'snooze': {
      const until = action.minutes === null ? null : run.now + action.minutes * 60_000;
      return snoozeConversation(trx, actor, { conversationId, until });
    }
    case 'close':
      return closeConversation(trx, actor, { conversationId, reason: action.reason });
  }
}

async function filled(trx: Trx, actor: Actor, conversationId: string, text: string, index: number): Promise<string> {
  const words = await wordsFor(trx, actor, conversationId);
  const values: VariableValues = words
    ? {
        'contact.first_name': firstNameOf(words.name),
        'contact.name': words.name,
        'contact.phone': words.phone,
        'contact.email': words.email,
        'agent.first_name': firstNameOf(words.agentName),
        'agent.name': words.agentName,
        'company.name': words.companyName,
      }
    : {};
  const result = fillIn(text, values);
  if (result.open.length === 0) return result.text;
  const variables = [...new Set(result.open.map(({ name }) => name))];
  throw new Refusal({ code: 'macro.variableOpen', step: index + 1, variables });
}
