export { fillingStorage } from './fillingStorage.ts';
export { indexedDbStorage } from './indexedDbStorage.ts';
export { type Journal, journalStorage } from './journalStorage.ts';
export { memoryStorage } from './memoryStorage.ts';
