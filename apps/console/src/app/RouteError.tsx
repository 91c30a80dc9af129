import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../api/index.ts';
import { Button } from '../design/Button.tsx';
import { ErrorState } from '../design/ErrorState.tsx';
import { newReference } from './reference.ts';

/** A screen failed; the shell around it still works. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const [ownReference] = useState(newReference);
  const words = useProblemWords().ofError(error);
  return (
    <ErrorState
      title={words.what}
      reference={words.reference ?? ownReference}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
      action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
    >
      {words.todo}
    </ErrorState>
  );
}
