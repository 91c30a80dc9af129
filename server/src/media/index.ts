export { createMediaFiles, type MediaFiles, type StoredFile } from './files.ts';
export { serveMedia } from './serve.ts';
export { giveUpMedia, storeMedia } from './storeMedia.ts';
