/** Two whole servers on one database: the one that serves may be killed, the other takes over, and a new one starts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { takePulse } from './pulse.ts';

export type Servers = {
  /** The port of the one that serves; `null` while none does. */
  port(): number | null;
  /** Kills the one that serves, in the midst of whatever it does. */
  kill(): void;
  /** How long the one that serves needed to answer since then, at worst, ms. */
  slowestSince(at: number): number;
  close(): Promise<void>;
};

const COMPILED = join(import.meta.dirname, 'compiled.ts');

type Running = { child: ChildProcess; port: number };

export async function startServers(options: {
  databaseUrl: string;
  jwtSecret: string;
  folder: string;
  count: number;
  /** A module that is loaded before the server's own. */
  preload?: string;
}): Promise<Servers> {
  const preloaded = [COMPILED, ...(options.preload ? [options.preload] : [])];
  const preload = preloaded.flatMap((module) => ['--import', module]);
  let isClosing = false;
  const running: Running[] = [];
  const children = new Set<ChildProcess>();

  async function launch(): Promise<void> {
    const child = spawn(
      process.execPath,
      [...preload, join(import.meta.dirname, '../main.ts'), '--no-workers', '--no-simulators'],
      {
        env: {
          ...process.env,
          DATABASE_URL: options.databaseUrl,
          JWT_SECRET: options.jwtSecret,
          DATA_DIR: options.folder,
          PORT: '0',
          NODE_ENV: 'development',
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    children.add(child);
    child.on('exit', () => {
      children.delete(child);
      const at = running.findIndex((each) => each.child === child);
      if (at >= 0) running.splice(at, 1);
      if (!isClosing) void launch();
    });
    // Read to the end of its life: a full pipe would hold the server up, a closed one would kill it.
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      lines.on('line', (line) => {
        const port = Number(/is ready: .*:(\d+)/.exec(line)?.[1]);
        if (!(port > 0)) return;
        running.push({ child, port });
        resolve();
      });
    });
  }

  await Promise.all(Array.from({ length: options.count }, launch));
  const port = () => running[0]?.port ?? null;
  const pulse = takePulse(port);
  return {
    port,
    slowestSince: pulse.slowestSince,
    kill() {
      running.shift()?.child.kill('SIGKILL');
    },
    async close() {
      isClosing = true;
      pulse.stop();
      const all = [...children];
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(
        all.map((child) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null)),
      );
    },
  };
}
