import { ErrorState } from '../design/ErrorState.tsx';
import { SkeletonBlocks } from '../design/Skeleton.tsx';
import { useProblemWords } from './problemWords.ts';

type Props = {
  query: { error: unknown; refetch: () => Promise<unknown> };
  /** What is on its way, for screen readers. */
  label: string;
  /** How many blocks stand for the answer, and how high one is. */
  rows?: number;
  rowHeight?: string;
};

/** What stands where a query's answer will be: its outline while it is on its way; what failed, with a way to ask again. */
export function Unanswered({ query, label, rows = 2, rowHeight = '64px' }: Props) {
  const problemWords = useProblemWords();
  if (!query.error) return <SkeletonBlocks count={rows} height={rowHeight} label={label} />;
  const { what, todo, reference } = problemWords.ofError(query.error);
  return (
    <ErrorState title={what} reference={reference} onRetry={() => void query.refetch()}>
      {todo}
    </ErrorState>
  );
}
