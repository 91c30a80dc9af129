import { createServer } from 'node:net';
import { join } from 'node:path';

/** Where a server listens: `host` is a folder with a socket in it, or a loopback address. */
export type Address = { host: string; port: number };

/** The kernel holds a socket's path in 108 bytes (104 on macOS), the last one zero. */
const SOCKET_PATH_LIMIT_BYTES = 103;

/**
 * A socket in `folder`, which only its owner may open; loopback TCP on a free port where sockets have no path (Windows)
 * or the path is too long.
 */
export async function chooseAddress(folder: string): Promise<Address> {
  const port = 5432; // names the socket, opens nothing
  const fits = Buffer.byteLength(join(folder, `.s.PGSQL.${port}.lock`)) <= SOCKET_PATH_LIMIT_BYTES;
  if (process.platform !== 'win32' && fits) return { host: folder, port };
  return { host: '127.0.0.1', port: await freePort() };
}

export const isSocket = (address: Address) => address.host.startsWith('/');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => resolve(typeof found === 'object' && found !== null ? found.port : 0));
    });
  });
}
