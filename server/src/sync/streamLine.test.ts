import { expect, test } from 'vitest';
import { createStreamLine, sharedText, WAITING_BYTES } from './streamLine.ts';

/** A socket whose other side reads only when told to. */
function sluggish() {
  const frames: string[] = [];
  let waiting: (() => void)[] = [];
  const socket = {
    OPEN: 1 as const,
    readyState: 1 as const,
    bufferedAmount: 0,
    send(data: Buffer, _options: object, written: () => void) {
      frames.push(String(data));
      socket.bufferedAmount += data.length;
      waiting.push(written);
    },
  };
  function read() {
    const done = waiting;
    waiting = [];
    socket.bufferedAmount = 0;
    for (const written of done) written();
  }
  // `send` of ws has more forms than the one that is used.
  return { line: createStreamLine(socket as never, 'changes'), frames, read, socket };
}

const resyncs = (frames: string[]) => frames.filter((frame) => frame.includes('"resync":true'));

test('one that does not read is held to a bound, and is told to pull once it reads again', () => {
  const { line, frames, read, socket } = sluggish();
  const text = sharedText(JSON.stringify({ data: 'x'.repeat(1_000) }));
  let refused = 0;
  for (let n = 0; n < 10_000; n += 1) if (!line.send(text)) refused += 1;
  expect(refused).toBe(1);
  expect(socket.bufferedAmount).toBeLessThan(WAITING_BYTES + 2_000);
  expect(resyncs(frames)).toEqual([]);

  read();
  expect(resyncs(frames)).toHaveLength(1);
  expect(frames.at(-1)).toBe('{"id":"changes","type":"next","payload":{"data":{"changes":{"resync":true}}}}');
  const before = frames.length;
  line.send(text);
  expect(frames).toHaveLength(before + 1);
});

test('a text is framed once for all who asked under the same id', () => {
  const text = sharedText('{}');
  expect(text.frameOf('changes')).toBe(text.frameOf('changes'));
  expect(String(text.frameOf('a"b'))).toBe('{"id":"a\\"b","type":"next","payload":{}}');
});
