import { expect, test } from 'vitest';
import { fileSize } from './fileSize.ts';

const plain = (text: string) => text.replace(/\s/g, ' ');

test.each([
  [0, '0 byte'],
  [999, '999 bytes'],
  [1_234_000, '1,2 MB'],
  [5_000_000_000_000, '5.000 GB'],
])('%i bytes are written %s', (bytes, words) => {
  expect(plain(fileSize(bytes, 'pt-BR'))).toBe(words);
});

test('so many bytes are bytes in every language', () => {
  expect([fileSize(927, 'pt-BR'), fileSize(927, 'es'), fileSize(927, 'en')].map(plain)).toEqual(
    Array.from({ length: 3 }, () => '927 bytes'),
  );
});
