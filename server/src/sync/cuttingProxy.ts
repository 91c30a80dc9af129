/** For tests: a bad line. A TCP proxy that drops connections in the middle of whatever they carry. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type CuttingProxy = AsyncDisposable & {
  url: string;
  /** Drops every connection now, without goodbye. */
  cut(): void;
  /** From now on a connection carries that many bytes to the client, and dies in mid-frame. `null`: no limit. */
  cutAfter(bytes: number | null): void;
  /** Swallows everything that goes to the client, until `up`: what it says arrives, and is never answered. */
  mute(): void;
  /** Nobody gets through until `up`. */
  down(): void;
  up(): void;
  connections(): number;
};

/** @param target the port on this machine that the line leads to. */
export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let limit: number | null = null;
  let isDown = false;
  let isMute = false;
  let connections = 0;

  const server = createServer((client) => {
    if (isDown) return void client.destroy();
    connections += 1;
    const upstream = connect(target, '127.0.0.1');
    let left = limit;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk) => {
      if (isMute) return;
      if (left === null) return void client.write(chunk);
      client.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) client.destroySoon();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    cut,
    cutAfter: (bytes) => {
      limit = bytes;
    },
    down() {
      isDown = true;
      cut();
    },
    mute: () => {
      isMute = true;
    },
    up: () => {
      isDown = false;
      isMute = false;
    },
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
