import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/index.ts';
import { toast } from '../../design/toastStore.ts';
import type { QuickReply } from '../../quickReplies/index.ts';

/**
 * Brings a quick reply's files into the composer, where they are seen before they go. Each message takes its own copy:
 * what was sent stays as it was when the reply changes. They come from the server; without it, the text stands alone
 * and says so.
 */
export function useReplyFiles(add: (files: readonly File[]) => void): (reply: QuickReply) => void {
  const { t } = useTranslation('replies');
  const api = useApi();
  return useCallback(
    ({ files }) => {
      if (files.length === 0) return;
      const fetchOne = async ({ mediaId, fileName, mime }: QuickReply['files'][number]) => {
        const { url } = await api.media.link.query({ mediaId });
        const response = await fetch(url);
        if (!response.ok) throw new Error(`${response.status}`);
        return new File([await response.blob()], fileName, { type: mime });
      };
      Promise.all(files.map(fetchOne)).then(add, () =>
        toast({ tone: 'bad', title: t('files.notFetched'), description: t('files.notFetchedTodo') }),
      );
    },
    [api, add, t],
  );
}
