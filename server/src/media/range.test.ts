import { expect, test } from 'vitest';
import { partOf } from './range.ts';

test.each([
  ['nothing asked for', undefined, { kind: 'whole' }],
  ['the first bytes', 'bytes=0-99', { kind: 'part', from: 0, to: 99 }],
  ['from somewhere to the end', 'bytes=900-', { kind: 'part', from: 900, to: 999 }],
  ['the last bytes', 'bytes=-100', { kind: 'part', from: 900, to: 999 }],
  ['more than there is', 'bytes=500-5000', { kind: 'part', from: 500, to: 999 }],
  ['more of the end than there is', 'bytes=-5000', { kind: 'part', from: 0, to: 999 }],
  ['beyond the end', 'bytes=1000-', { kind: 'outside' }],
  ['no last bytes at all', 'bytes=-0', { kind: 'outside' }],
  ['backwards, which means nothing', 'bytes=9-1', { kind: 'whole' }],
  ['several parts', 'bytes=0-1,5-6', { kind: 'whole' }],
  ['another unit', 'lines=1-2', { kind: 'whole' }],
] as const)('%s', (_what, header, expected) => {
  expect(partOf(header, 1_000)).toEqual(expected);
});
