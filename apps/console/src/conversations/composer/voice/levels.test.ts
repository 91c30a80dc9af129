import { expect, test } from 'vitest';
import { levelOf, waveformOfLevels } from './levels.ts';

test('a waveform has 64 steps, its loudest is 99, silence is 0', () => {
  const wave = waveformOfLevels([...Array(100).fill(0), ...Array(100).fill(0.5)]);
  expect(wave).toHaveLength(64);
  expect([wave[0], wave[63], Math.max(...wave)]).toEqual([0, 99, 99]);
});

test('a recording shorter than the steps still fills them', () => {
  expect(waveformOfLevels([0.2, 0.4]).every((level) => level >= 0 && level <= 99)).toBe(true);
  expect(waveformOfLevels([0.2, 0.4])).toHaveLength(64);
  expect(waveformOfLevels([])).toEqual([]);
});

test('silence has no level, a full swing has all of it', () => {
  expect(levelOf(new Uint8Array(64).fill(128))).toBe(0);
  expect(levelOf(Uint8Array.from({ length: 64 }, (_, n) => (n % 2 ? 255 : 0)))).toBe(1);
});
