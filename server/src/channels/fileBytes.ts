import { blob } from 'node:stream/consumers';
import { bareMime } from '@balcao/domain';
import type { OutgoingFile, SendOutcome } from './adapter.ts';

export type ReadFile = { kind: 'read'; file: File } | { kind: 'failed'; outcome: SendOutcome };

/** A file to be sent within a call. Where our own store does not give it, nothing went out: it is tried again. */
export async function readWhole(outgoing: OutgoingFile): Promise<ReadFile> {
  try {
    const bytes = await blob(await outgoing.open());
    return { kind: 'read', file: new File([bytes], outgoing.fileName, { type: bareMime(outgoing.mime) }) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', outcome: { kind: 'refused', code: 'media.unreadable', detail } };
  }
}

/** For platforms that fetch a file by its address. */
export const noPublicAddress: SendOutcome = {
  kind: 'rejected',
  code: 'media.noPublicAddress',
  detail: 'the platform fetches files by their address, and PUBLIC_URL is not set',
};
