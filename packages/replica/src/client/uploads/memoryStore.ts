import { BehaviorSubject } from 'rxjs';
import { byAge, type UploadStore } from './store.ts';
import type { Upload } from './upload.ts';

/** Files that wait as long as the window lives: where nothing may be left on the machine. */
export function memoryUploadStore(): UploadStore {
  const all$ = new BehaviorSubject<readonly Upload[]>([]);
  const bytes = new Map<string, Blob>();
  return {
    all$: all$.asObservable(),
    async add(upload, blob) {
      bytes.set(upload.id, blob);
      all$.next([...all$.value.filter(({ id }) => id !== upload.id), upload].sort(byAge));
    },
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
