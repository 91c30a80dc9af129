/**
 * Sends the files that wait, oldest first and one at a time, whenever there is a connection; each becomes its message
 * when it has arrived. Of several windows one does it, whichever has the lock.
 */
import {
  type Collections,
  type SyncState,
  sendContent,
  sendFile,
  sendLater,
  sendMail,
  type Upload,
  type UploadStore,
} from '@balcao/replica/client';
import { combineLatest, firstValueFrom, type Observable } from 'rxjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { mailsIn } from './mailsIn.ts';
import { type Transfer, transfer, type Way } from './transfer.ts';

export type Progress = { uploadId: string; sentBytes: number } | null;

export type Transfers = {
  /** What is on its way right now. */
  progress: StoreApi<{ now: Progress }>;
  /** A mail goes without the file, or not at all where it says nothing else. */
  cancel(uploadId: string): Promise<void>;
  /** Tries a refused one again. */
  retry(uploadId: string): Promise<void>;
  stop(): void;
};

export type TransfersOptions = Way & {
  store: UploadStore;
  collections: Collections;
  syncState$: Observable<SyncState>;
  locks: { request(name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<unknown> };
};

/** After trouble on an open connection (the server restarts, its disk is full). */
const AGAIN_AFTER_MS = 5_000;

export function startTransfers(options: TransfersOptions): Transfers {
  const { store, collections, syncState$, locks, userId } = options;
  const progress = createStore<{ now: Progress }>(() => ({ now: null }));
  const stopping = new AbortController();
  let active: (Transfer & { id: string }) | null = null;
  let waiting: readonly Upload[] = [];
  let isConnected = false;
  let working = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (;;) {
        await sendWholeMails();
        const next = waiting.find(({ state }) => state.kind === 'waiting');
        if (!next || !isConnected || stopping.signal.aborted) return;
        if (!(await sendOne(next))) {
          timer = setTimeout(() => void work(), AGAIN_AFTER_MS);
          return;
        }
      }
    } finally {
      working = false;
    }
  }

  /** @returns whether the next one may follow at once */
  async function sendOne(upload: Upload): Promise<boolean> {
    const bytes = await store.bytes(upload.id);
    if (!bytes) {
      await store.remove(upload.id);
      return true;
    }
    active = {
      id: upload.id,
      ...transfer(options, upload, bytes, (sentBytes) =>
        progress.setState({ now: { uploadId: upload.id, sentBytes } }),
      ),
    };
    const end = await active.ended;
    active = null;
    progress.setState({ now: null });
    if (end.kind === 'later') return false;
    if (end.kind === 'refused') await store.setState(upload.id, { kind: 'refused', problem: end.problem });
    if (end.kind === 'done' && upload.mail) await store.setState(upload.id, { kind: 'arrived' });
    else if (end.kind === 'done') {
      // The message first: killed in between, it is sent again, and twice is once.
      await sendFile(collections, upload);
      await store.remove(upload.id);
    }
    return true;
  }

  /** A mail goes when all its files that are still wanted have arrived: words and files in one. */
  async function sendWholeMails(): Promise<void> {
    for (const mail of mailsIn(waiting)) {
      if (!mail.every(({ state }) => state.kind === 'arrived')) continue;
      await sendMail(collections, mail);
      for (const { id } of mail) await store.remove(id);
    }
  }

  void locks
    .request(`balcao.uploads.${userId}`, { signal: stopping.signal }, async () => {
      const listening = combineLatest([store.all$, syncState$]).subscribe(([uploads, { kind }]) => {
        waiting = uploads;
        isConnected = kind === 'live' || kind === 'syncing';
        clearTimeout(timer);
        void work();
      });
      await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
      listening.unsubscribe();
    })
    .catch(() => {}); // stopped before its turn came

  return {
    progress,
    async cancel(uploadId) {
      const all = await firstValueFrom(store.all$);
      const upload = all.find(({ id }) => id === uploadId);
      // A mail's words are not lost with its last file.
      const isLast = all.filter(({ messageId }) => messageId === upload?.messageId).length === 1;
      if (upload?.mail?.text && isLast) {
        const { messageId: id, conversationId, authorId, replyToId, mail: content, dueAt } = upload;
        const said = { id, conversationId, authorId, replyToId, content };
        await (dueAt === undefined ? sendContent(collections, said) : sendLater(collections, { ...said, dueAt }));
      }
      await store.remove(uploadId);
      if (active?.id === uploadId) await active.cancel();
    },
    retry: (uploadId) => store.setState(uploadId, { kind: 'waiting' }),
    stop() {
      clearTimeout(timer);
      stopping.abort();
      void active?.cancel();
    },
  };
}
