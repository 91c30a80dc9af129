import { connect, type Socket } from 'node:net';

/**
 * Posts every one of `requests` over `connections` kept-alive connections, the next as soon as one is answered.
 *
 * Sockets and bytes built beforehand instead of an HTTP client: on a machine of few cores whoever asks takes time from
 * who is measured, and a dear client would draw every ratio towards 1.
 *
 * @returns answers a second. @throws Error on any answer but 200: a refused request is no throughput.
 */
export async function load(url: string, requests: readonly Buffer[], connections: number): Promise<number> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: connections }, () => connect({ host: hostname, port: Number(port) }));
  const queue = requests.values();
  const startedAt = performance.now();
  await Promise.all(sockets.map((socket) => postAll(socket, queue)));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const socket of sockets) socket.destroy();
  return requests.length / seconds;
}

/** A POST as bytes. */
export function post(url: string, headers: Record<string, string>, body: string): Buffer {
  const { host, pathname } = new URL(url);
  const lines = Object.entries({ host, ...headers, 'content-length': Buffer.byteLength(body) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${head}\r\n${body}`);
}

function postAll(socket: Socket, queue: Iterator<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const next = () => {
      const { value, done } = queue.next();
      if (done) return resolve();
      answer = '';
      socket.write(value);
    };
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the connection was closed before everything was answered')));
    socket.on('data', (piece) => {
      answer += piece;
      const length = lengthOf(answer);
      if (length === null || answer.length < length) return;
      if (answer.startsWith('HTTP/1.1 200 ') && answer.length === length) return next();
      reject(new Error(`answered: ${answer.slice(0, 300)}`));
    });
    next();
  });
}

/** Bytes of the whole answer, once its head is there; both servers say how long their bodies are. */
function lengthOf(answer: string): number | null {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const body = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return headEnd + 4 + Number(body ?? 0);
}
