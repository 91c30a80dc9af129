import { expect, test } from 'vitest';
import { waveformOf } from './waveform.ts';

test('a recording has the same bars whenever it is drawn, and another one others', () => {
  expect(waveformOf('a')).toEqual(waveformOf('a'));
  expect(waveformOf('a')).not.toEqual(waveformOf('b'));
});

test('every bar can be seen and none leaves its frame', () => {
  for (const height of waveformOf('a')) {
    expect(height).toBeGreaterThanOrEqual(0.18);
    expect(height).toBeLessThanOrEqual(1);
  }
});
