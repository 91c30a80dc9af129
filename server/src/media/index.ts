export { createMediaFiles } from './createMediaFiles.ts';
export type { MediaFiles, StoredFile } from './files.ts';
export { uploadsJob } from './jobs.ts';
export { mediaToken } from './links.ts';
export type { Bucket } from './s3Files.ts';
export { serveMedia } from './serve.ts';
export { giveUpMedia, storeMedia } from './storeMedia.ts';
export { makeThumbnail, type PictureSize } from './thumbnail.ts';
export { createUploads } from './uploads.ts';
