import { expect, test } from 'vitest';
import {
  carriesVoice,
  INSTAGRAM_FILES,
  isProgram,
  MESSENGER_FILES,
  MMS_FILES,
  outgoingFileKind,
  WEBCHAT_FILES,
  WHATSAPP_FILES,
} from './outgoingFile.ts';

const MB = 1024 * 1024;

test.each([
  ['a photo', 'image/jpeg', 3 * MB, { kind: 'image' }],
  ['a photo too large to be one goes as a document', 'image/jpeg', 8 * MB, { kind: 'document' }],
  ['a voice message with its codec named', 'audio/ogg; codecs=opus', MB, { kind: 'audio' }],
  ['a picture of a kind that the phone does not show', 'image/webp', MB, { kind: 'document' }],
  ['a contract', 'application/pdf', 20 * MB, { kind: 'document' }],
  ['a film of two hours', 'video/mp4', 900 * MB, { kind: 'tooLarge', limitBytes: 100 * MB }],
] as const)('%s', (_what, mime, sizeBytes, expected) => {
  expect(outgoingFileKind(WHATSAPP_FILES, { mime, sizeBytes })).toEqual(expected);
});

test('a program is known by what it is', () => {
  expect(isProgram('application/x-msdownload')).toBe(true);
  expect(isProgram('application/pdf')).toBe(false);
});

test('what a platform takes of no size is told apart from what is too large', () => {
  expect(outgoingFileKind(INSTAGRAM_FILES, { mime: 'application/zip', sizeBytes: 1 })).toEqual({ kind: 'notCarried' });
  expect(outgoingFileKind(INSTAGRAM_FILES, { mime: 'image/png', sizeBytes: 9 * MB })).toEqual({
    kind: 'tooLarge',
    limitBytes: 8 * MB,
  });
});

test('voice messages are offered where Ogg is a sound', () => {
  expect([MESSENGER_FILES, MMS_FILES, WEBCHAT_FILES, INSTAGRAM_FILES].map(carriesVoice)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
