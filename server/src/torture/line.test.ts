import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientFrame, createFrameSplitter, textOfFrame } from './frames.ts';
import { openLine } from './line.ts';

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

test('what was sent over a slow line is not overtaken when it becomes fast', async () => {
  const heard: Buffer[] = [];
  const far = createServer((socket) => {
    socket.on('data', (chunk) => heard.push(chunk));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => far.listen(0, () => resolve()));
  const line = await openLine(() => (far.address() as AddressInfo).port);
  const near = connect(Number(new URL(line.url).port), '127.0.0.1');
  near.write(HANDSHAKE);
  await expect.poll(() => heard.length).toBe(1);
  line.slow(300);
  for (const text of ['a', 'b', 'c']) near.write(clientFrame(text));
  await sleep(100);
  line.slow(0);
  near.write(clientFrame('d'));
  await expect.poll(() => textsIn(Buffer.concat(heard))).toEqual(['a', 'b', 'c', 'd']);
  near.destroy();
  await line.close();
  far.close();
});

const textsIn = (bytes: Buffer) => createFrameSplitter()(bytes).slice(1).map(textOfFrame);
