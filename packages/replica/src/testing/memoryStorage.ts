import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';

let disks = 0;

/** For tests: the disk of one machine, in memory. Databases of the same name on two of them have nothing in common. */
export function memoryStorage() {
  disks += 1;
  // RxDB's memory storage keeps all of a process's databases in one place.
  return Object.assign(getRxStorageMemory(), { name: `memory-${disks}`, collectionStates: new Map() });
}
