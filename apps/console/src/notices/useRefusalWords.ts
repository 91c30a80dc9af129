import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';

/** Why a wish came back. What is "not found" in a tray was there when it was wished: it left this user since. */
export function useRefusalWords(problem: { code: string }, replica: string): { what: string; todo: string } {
  const { t } = useTranslation('notices');
  const words = useProblemWords().ofProblem(problem);
  if (problem.code !== 'record.notFound') return words;
  const left = OF_CONVERSATIONS.has(replica) ? 'conversation' : 'record';
  return { what: t(`left.${left}.title`), todo: t(`left.${left}.todo`) };
}

const OF_CONVERSATIONS: ReadonlySet<string> = new Set(['conversations', 'messages', 'marks']);
