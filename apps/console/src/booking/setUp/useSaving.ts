import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemWords } from '../../api/index.ts';
import { toast } from '../../design/toastStore.ts';

/** Saves what a form holds: closes it when that is done, and says in it why it was refused. */
export function useSaving(work: () => Promise<void>, onClose: () => void) {
  const { t } = useTranslation('booking');
  const words = useProblemWords();
  const saving = useMutation({
    mutationFn: work,
    networkMode: 'always',
    onSuccess: () => {
      toast({ tone: 'good', title: t('setUp.saved') });
      onClose();
    },
  });
  return {
    save: () => saving.mutate(),
    isSaving: saving.isPending,
    problem: saving.error ? words.ofError(saving.error) : null,
  };
}
