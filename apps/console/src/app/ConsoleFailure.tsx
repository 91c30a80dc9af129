import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ErrorState } from '../design/ErrorState.tsx';

/** The whole console cannot go on. What was written is in the replica; starting anew finds it. */
export function ConsoleFailure({ error, reference }: { error: unknown; reference: string }) {
  const { t } = useTranslation('shell');
  const words = useProblemWords().ofError(error);
  return (
    <ErrorState
      title={words.what}
      reference={reference}
      action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
    >
      {words.todo}
    </ErrorState>
  );
}
