import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientFrame, createFrameSplitter, textOfFrame } from './frames.ts';

const HANDSHAKE = Buffer.from('GET /sync HTTP/1.1\r\nupgrade: websocket\r\n\r\n');

test('frames are found whole, however the bytes arrive', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('x'.repeat(200), 'y'.repeat(70_000)));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 1, max: 9_000 }), (texts, size) => {
      const bytes = Buffer.concat([HANDSHAKE, ...texts.map(clientFrame)]);
      const split = createFrameSplitter();
      const parts: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) parts.push(...split(bytes.subarray(at, at + size)));
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
      expect(parts.slice(1).map(textOfFrame)).toEqual(texts.map((each) => each.toWellFormed()));
    }),
    { numRuns: 50 },
  );
});
