/**
 * The line of one console: a TCP proxy that cuts at any byte, delays, repeats frames, and pushes once more what was
 * pushed before.
 */
import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { clientFrame, createFrameSplitter, textOfFrame } from './frames.ts';

export type Line = {
  url: string;
  off(): void;
  on(): void;
  /** Dies after so many further bytes, whichever way they go; 0: now. Once. */
  cut(afterBytes: number): void;
  slow(ms: number): void;
  /** From now on the server's words about operations arrive twice. */
  twice(): void;
  /** Says again what was pushed last, under another name, as a forgotten request that arrives late. */
  replay(): void;
  /** A line as good as new. */
  heal(): void;
  close(): Promise<void>;
};

const operation = z.object({ id: z.string(), type: z.string(), payload: z.looseObject({ query: z.string() }) });

/** @param target where to: a port on this machine, asked for every connection; `null`: nobody is there. */
export async function openLine(target: () => number | null): Promise<Line> {
  const open = new Set<{ client: Socket; upstream: Socket; say: (bytes: Buffer) => void }>();
  let isOff = false;
  let left: number | null = null;
  let delayMs = 0;
  let isDouble = false;
  let pushed: string | null = null;
  /** The last bytes on the way to a socket of a slow line. */
  const underWay = new WeakMap<Socket, Promise<void>>();

  const cutAll = () => {
    for (const { client, upstream } of open) {
      client.destroy();
      upstream.destroy();
    }
  };

  /** Writes as far as the line lives. */
  function carry(to: Socket, bytes: Buffer): void {
    const go = () => {
      if (to.destroyed) return;
      if (left === null) return void to.write(bytes);
      const part = bytes.subarray(0, left);
      left -= part.length;
      if (left > 0) return void to.write(bytes);
      left = null;
      to.write(part, cutAll);
      cutAll();
    };
    const before = underWay.get(to);
    if (delayMs === 0 && !before) {
      go();
      return;
    }
    // A line that becomes faster lets nothing overtake what is still on it: bytes of one direction keep their order.
    const arrived = Promise.all([before, sleep(delayMs)]).then(() => {
      if (underWay.get(to) === arrived) underWay.delete(to);
      go();
    });
    underWay.set(to, arrived);
  }

  const server = createServer((client) => {
    const port = target();
    if (isOff || port === null) return void client.destroy();
    const upstream = connect(port, 'localhost');
    const pair = { client, upstream, say: (bytes: Buffer) => void upstream.write(bytes) };
    open.add(pair);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(pair);
        client.destroy();
        upstream.destroy();
      });
    }
    const up = createFrameSplitter();
    const down = createFrameSplitter();
    client.on('data', (chunk: Buffer) => {
      for (const part of up(chunk)) {
        const text = textOfFrame(part);
        if (text?.includes('"mutation ($rows')) pushed = text;
        carry(upstream, part);
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      for (const part of down(chunk)) {
        carry(client, part);
        if (isDouble && textOfFrame(part)?.includes('"type":"next"')) carry(client, part);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `ws://127.0.0.1:${port}/sync`,
    off() {
      isOff = true;
      cutAll();
    },
    on() {
      isOff = false;
    },
    cut(afterBytes) {
      if (afterBytes === 0) cutAll();
      else left = afterBytes;
    },
    slow(ms) {
      delayMs = ms;
    },
    twice() {
      isDouble = true;
    },
    replay() {
      if (pushed === null) return;
      const again = { ...operation.parse(JSON.parse(pushed)), id: randomUUID() };
      for (const { say } of open) say(clientFrame(JSON.stringify(again)));
    },
    heal() {
      isOff = false;
      left = null;
      delayMs = 0;
      isDouble = false;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
