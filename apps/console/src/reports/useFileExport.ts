import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTellFailure } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';

type File = { fileName: string; mime: string; base64: string };

/** Has a file made and hands it to the browser. @param make is given what it is made by */
export function useFileExport<Wanted = void>(make: (wanted: Wanted) => Promise<File>) {
  const { t } = useTranslation('reports');
  const tell = useTellFailure();
  return useMutation({
    mutationFn: make,
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
