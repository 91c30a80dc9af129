import { endsConversation, needsServer } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { newRowId } from '@balcao/replica';
import { reopenConversation } from '@balcao/replica/client';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useProblemWords } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';
import { useVariableValues, useVariableWords } from '../quickReplies/index.ts';
import { useReplica, useSyncKind } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { localPlan, writeActions } from './localRun.ts';
import type { Macro } from './useMacros.ts';

type Options = {
  conversation: ConversationRow;
  /** Why a text cannot go out now, in the reader's words; `null`: it can. */
  whyNoReply: string | null;
  /** The conversation left the desk. */
  onDone: () => void;
};

export type RunMacro = {
  run: (macro: Macro) => void;
  isBusy: boolean;
  /** Why it cannot be run now, or `null`. */
  whyNot: (macro: Macro) => string | null;
};

/**
 * Runs a macro as one: everything or nothing. What a replica carries is written there, and goes out with the next
 * connection; as soon as one action needs the server, the server does all of them in one transaction.
 */
export function useRunMacro({ conversation, whyNoReply, onDone }: Options): RunMacro {
  const { t } = useTranslation('macros');
  const api = useApi();
  const { collections } = useReplica();
  const problemWords = useProblemWords();
  const variableWords = useVariableWords();
  const me = useUser().id;
  const isOffline = useSyncKind() === 'offline';
  const values = useVariableValues(conversation);
  const conversationId = conversation.id;

  const whyNot = ({ actions }: Macro): string | null => {
    if (isOffline && needsServer(actions)) return t('run.needsServer');
    const replies = actions.some(({ kind }) => kind === 'reply');
    if (replies && whyNoReply !== null) return whyNoReply;
    return conversation.status === 'closed' ? t('run.closed') : null;
  };
  const done = ({ name, actions }: Macro) => {
    const left = endsConversation(actions);
    const isUndoable = left && !needsServer(actions);
    toast({
      title: t('run.done', { name }),
      ...(isUndoable && {
        action: { label: t('run.reopen'), run: () => void reopenConversation(collections, { conversationId }) },
      }),
    });
    if (left) onDone();
  };
  const stopped = (name: string, why: string) =>
    toast({ tone: 'bad', title: t('run.stopped', { name }), description: why, durationMs: null });

  const onServer = useMutation({
    mutationFn: (macro: Macro) => api.macros.run.mutate({ id: macro.id, conversationId, runId: newRowId() }),
    networkMode: 'always',
    onSuccess: (_answer, macro) => done(macro),
    onError: (error, macro) => {
      const { what, todo } = problemWords.ofError(error);
      stopped(macro.name, `${what} ${todo}`);
    },
  });

  const run = (macro: Macro) => {
    const why = whyNot(macro);
    if (why !== null) return stopped(macro.name, why);
    if (needsServer(macro.actions)) return onServer.mutate(macro);
    const plan = localPlan(macro.actions, values);
    if (plan.kind === 'stopped') {
      const { what, todo } = problemWords.ofProblem(inWords(plan.problem, variableWords));
      return stopped(macro.name, `${what} ${todo}`);
    }
    const place = { conversationId, userId: me, tags: conversation.tags, now: Date.now() };
    void writeActions(collections, plan.actions, place).then(() => done(macro));
  };
  return { run, isBusy: onServer.isPending, whyNot };
}

/** The names of what is missing, as people call them. */
function inWords<P extends { code: string }>(problem: P, words: (name: string) => string) {
  return 'variables' in problem && Array.isArray(problem.variables)
    ? { ...problem, variables: problem.variables.map(String).map(words).join(', ') }
    : problem;
}
