import { expect, test } from 'vitest';
import { fileSize } from './fileSize.ts';

const plain = (text: string) => text.replace(/\s/g, ' ');

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_234_000, '1,2 MB'],
  [5_000_000_000_000, '5.000 GB'],
])('%i bytes are written %s', (bytes, words) => {
  expect(plain(fileSize(bytes, 'pt-BR'))).toBe(words);
});
