import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smsSegments } from './smsSegments.ts';

test.each([
  ['', 'GSM-7', 0],
  ['a'.repeat(160), 'GSM-7', 1],
  ['a'.repeat(161), 'GSM-7', 2],
  ['a'.repeat(306), 'GSM-7', 2],
  ['a'.repeat(307), 'GSM-7', 3],
  ['€'.repeat(80), 'GSM-7', 1],
  ['€'.repeat(81), 'GSM-7', 2],
  ['ã'.repeat(70), 'UCS-2', 1],
  ['ã'.repeat(71), 'UCS-2', 2],
  ['😀'.repeat(35), 'UCS-2', 1],
  ['😀'.repeat(36), 'UCS-2', 2],
] as const)('%# a text is so many SMS', (text, encoding, segments) => {
  expect(smsSegments(text)).toMatchObject({ encoding, segments });
});

test('a euro sign that does not fit begins the next part: 153 septets hold 152 of these', () => {
  expect(smsSegments(`${'a'.repeat(152)}€${'a'.repeat(150)}`).segments).toBe(2);
  expect(smsSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
});

test('parts hold the whole text and no part is wasted', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
      const { units, segments, unitsPerSegment } = smsSegments(text);
      expect(units).toBeLessThanOrEqual(segments * unitsPerSegment);
      if (segments > 1) expect(units).toBeGreaterThan((segments - 1) * (unitsPerSegment - 1));
    }),
  );
});
