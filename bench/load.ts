import { Agent, request as httpRequest } from 'node:http';

type Load = {
  url: string;
  seconds: number;
  connections: number;
  request: () => { body: string; headers: Record<string, string> };
};

/**
 * Posts as fast as answers come, over `connections` kept-alive connections, for `seconds`.
 * @returns answers with 200 per second. @throws Error on any other answer: a refused request is no throughput.
 */
export async function load({ url, seconds, connections, request }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let answered = 0;
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const { body, headers } = request();
      const call = httpRequest(url, {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
          answered += 1;
          resolve();
        });
      });
      call.end(body);
    });
  const one = async () => {
    while (performance.now() < endsAt) await post();
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return answered / took;
}
