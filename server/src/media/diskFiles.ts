import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type MediaFiles, placeOf } from './files.ts';
import { writeFile } from './writeFile.ts';

/** Files in a folder: each is written beside its place and moved in. */
export function diskFiles(dataDir: string): MediaFiles {
  const pathOf = (companyId: string, name: string) => join(dataDir, placeOf(companyId, name));
  return {
    async put(companyId, name, bytes, limitBytes) {
      const path = pathOf(companyId, name);
      const unfinished = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        const file = await writeFile(unfinished, bytes, limitBytes);
        await rename(unfinished, path);
        return file;
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async size(companyId, name) {
      try {
        return (await stat(pathOf(companyId, name))).size;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    read: async (companyId, name, { from, to }) => createReadStream(pathOf(companyId, name), { start: from, end: to }),
    remove: (companyId, name) => rm(pathOf(companyId, name), { force: true }),
  };
}
