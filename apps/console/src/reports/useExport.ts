import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';
import { useLanguage } from '../i18n/useLanguage.ts';

/** Makes a report a file and hands it to the browser. */
export function useExport(wish: { from: string; to: string; queueId?: string }) {
  const { t } = useTranslation('reports');
  const api = useApi();
  const tell = useTellFailure();
  const language = useLanguage();
  return useMutation({
    mutationFn: (format: 'csv' | 'pdf') => api.analytics.export.query({ ...wish, format, language }),
    networkMode: 'always',
    onError: tell,
    onSuccess({ fileName, mime, base64 }) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
      const link = document.createElement('a');
      link.href = address;
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(address);
      toast({ tone: 'good', title: t('exported'), description: fileName });
    },
  });
}
