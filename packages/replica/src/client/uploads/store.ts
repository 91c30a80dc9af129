import type { Observable } from 'rxjs';
import type { Upload } from './upload.ts';

/** Where files wait. What is added survives a restart, unless the store is one in memory. */
export type UploadStore = {
  /** All of them, oldest first; at once, and after every change, of other windows too. */
  all$: Observable<readonly Upload[]>;
  /** @throws DOMException `QuotaExceededError` where the disk is full: nothing is kept then */
  add(upload: Upload, bytes: Blob): Promise<void>;
  /** The files of one mail, all or none. @throws as `add` does */
  addTogether(files: readonly { upload: Upload; bytes: Blob }[]): Promise<void>;
  /** `null`: it is gone. */
  bytes(id: string): Promise<Blob | null>;
  setState(id: string, state: Upload['state']): Promise<void>;
  remove(id: string): Promise<void>;
  close(): void;
};

export const byAge = (a: Upload, b: Upload): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
