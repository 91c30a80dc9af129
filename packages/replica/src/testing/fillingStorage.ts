import type { RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import { memoryStorage } from './memoryStorage.ts';

/** For tests: a disk that is full while `isFull`. Nothing can be written then, by whomever; reading goes on. */
export function fillingStorage() {
  const memory = memoryStorage();
  const disk = { isFull: false };
  async function createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, unknown>) {
    const instance = await memory.createStorageInstance<Row>({ ...params, options: {} });
    const write = instance.bulkWrite.bind(instance);
    instance.bulkWrite = async (rows, context) => {
      if (disk.isFull) throw new DOMException('the disk is full', 'QuotaExceededError');
      return write(rows, context);
    };
    return instance;
  }
  const storage = { ...memory, createStorageInstance } as unknown as RxStorage<unknown, unknown>;
  return { disk, storage };
}
