import { BehaviorSubject } from 'rxjs';
import { byAge, type UploadStore } from './store.ts';
import type { Upload } from './upload.ts';

/** Files that wait as long as the window lives: where nothing may be left on the machine. */
export function memoryUploadStore(): UploadStore {
  const all$ = new BehaviorSubject<readonly Upload[]>([]);
  const bytes = new Map<string, Blob>();
  const addTogether: UploadStore['addTogether'] = async (files) => {
    for (const file of files) bytes.set(file.upload.id, file.bytes);
    const added = files.map(({ upload }) => upload);
    const ids = new Set(added.map(({ id }) => id));
    all$.next([...all$.value.filter(({ id }) => !ids.has(id)), ...added].sort(byAge));
  };
  return {
    all$: all$.asObservable(),
    add: (upload, blob) => addTogether([{ upload, bytes: blob }]),
    addTogether,
    bytes: async (id) => bytes.get(id) ?? null,
    async setState(id, state) {
      all$.next(all$.value.map((upload) => (upload.id === id ? { ...upload, state } : upload)));
    },
    async remove(id) {
      bytes.delete(id);
      all$.next(all$.value.filter((upload) => upload.id !== id));
    },
    close: () => all$.complete(),
  };
}
