import { readFileSync } from 'node:fs';

/** One small real file for each kind of media, so that every kind can be sent without looking for a file first. */
export type Sample = { name: string; mime: string; bytes: Buffer };

const sample = (name: string, mime: string): Sample => ({
  name,
  mime,
  bytes: readFileSync(new URL(`./files/${name}`, import.meta.url)),
});

export const samples = {
  image: sample('photo.jpg', 'image/jpeg'),
  voice: sample('voice.ogg', 'audio/ogg; codecs=opus'),
  audio: sample('voice.ogg', 'audio/ogg; codecs=opus'),
  video: sample('clip.mp4', 'video/mp4'),
  document: sample('document.pdf', 'application/pdf'),
  sticker: sample('sticker.webp', 'image/webp'),
} as const;
export type SampleKind = keyof typeof samples;
