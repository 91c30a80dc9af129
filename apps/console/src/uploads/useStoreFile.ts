import type { Problem } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { useCallback } from 'react';
import { serverAddress } from '../desktop/index.ts';
import { useSession, useUser } from '../session/index.ts';
import { transfer } from './transfer.ts';

export type Stored = { kind: 'stored'; mediaId: string } | { kind: 'failed'; problem: Problem | null };

/** Brings a file to the server now, for what is kept there and not sent: a quick reply's, for example. */
export function useStoreFile(): (file: File) => Promise<Stored> {
  const { tokens } = useSession();
  const { id: userId, companyId } = useUser();
  return useCallback(
    async (file) => {
      const mediaId = newRowId();
      const way = {
        server: (await serverAddress()) ?? location.origin,
        companyId,
        userId,
        accessToken: tokens.current,
      };
      const mime = file.type || 'application/octet-stream';
      const wish = { id: mediaId, fileName: file.name, mime, durationS: null, waveform: null };
      const end = await transfer(way, wish, file, () => {}).ended;
      if (end.kind === 'done') return { kind: 'stored', mediaId };
      return { kind: 'failed', problem: end.kind === 'refused' ? end.problem : null };
    },
    [tokens, userId, companyId],
  );
}
