import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
// biome-ignore lint/style/noRestrictedImports: journeys look into the database from outside, as its owner
import pg from 'pg';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READY_WITHIN_MS = 90_000;
/** A port that was free may be another's when the server comes to it: other ports are tried. More often it is no chance. */
const START_ATTEMPTS = 3;
/** The server's words for it (main.ts). */
const PORT_TAKEN = 'The port is taken by another program';

export type OutboxMessage = { id: string; to: string; text?: { body: string }; status: string; [key: string]: unknown };

export type StackOptions = { arguments?: string[]; environment?: Record<string, string> };

/**
 * One whole installation, started as `npm start` starts it: server, embedded PostgreSQL, demo company, simulators; in a
 * data folder of its own, on free ports. The server can be stopped, killed and started again on the same data.
 */
export class Stack {
  readonly url: string;
  readonly simulators: string;
  readonly #arguments: string[];
  readonly #environment: NodeJS.ProcessEnv;
  readonly #dataFolder: string;
  #server: ChildProcess | null = null;
  #log: string[] = [];

  private constructor(port: number, simulatorsPort: number, dataFolder: string, options: StackOptions) {
    this.#arguments = ['server/src/main.ts', '--no-open', ...(options.arguments ?? [])];
    this.url = `http://localhost:${port}`;
    this.simulators = `http://localhost:${simulatorsPort}`;
    this.#dataFolder = dataFolder;
    this.#environment = {
      ...process.env,
      PORT: String(port),
      SIMULATORS_PORT: String(simulatorsPort),
      DATA_DIR: dataFolder,
      PUBLIC_URL: this.url,
      // Places in line are told by the queues' sweep: no journey waits a quarter of a minute for it.
      FILA_PROCESS_INTERVAL: '1',
      ...options.environment,
    };
  }

  static async start(options: StackOptions = {}): Promise<Stack> {
    for (let attempt = 1; ; attempt += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'balcao-e2e-'));
      const stack = new Stack(await freePort(), await freePort(), folder, options);
      try {
        await stack.startServer();
        return stack;
      } catch (error) {
        if (attempt === START_ATTEMPTS || !stack.lastWords().includes(PORT_TAKEN)) throw error;
        await stack.close();
      }
    }
  }

  /**
   * @param environment for this start only.
   * @throws Error with the server's last words when it does not become ready in time.
   */
  async startServer(environment: Record<string, string> = {}): Promise<void> {
    const server = spawn(process.execPath, this.#arguments, {
      cwd: ROOT,
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    createInterface({ input: server.stderr }).on('line', (line) => this.#log.push(line));
    const ready = new Promise<void>((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`not ready in time:\n${this.lastWords()}`)), READY_WITHIN_MS);
      createInterface({ input: server.stdout }).on('line', (line) => {
        this.#log.push(line);
        if (!line.includes('Balcão is ready')) return;
        clearTimeout(tooLate);
        resolve();
      });
      server.once('exit', (code) => {
        clearTimeout(tooLate);
        reject(new Error(`the server ended with code ${code}:\n${this.lastWords()}`));
      });
    });
    await ready;
  }

  /** Starts the server unless it runs: for tests that end with it stopped. */
  async ensureServer(): Promise<void> {
    if (this.#server === null) await this.startServer();
  }

  /** Of the server's process. @throws Error while it does not run. */
  get serverPid(): number {
    const pid = this.#server?.pid;
    if (pid === undefined) throw new Error('the server does not run');
    return pid;
  }

  /** Orderly, as Ctrl-C does it. */
  async stopServer(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** As a power cut does it: the database goes on, since it is a process of its own. */
  async killServer(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.stopServer();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  /** The server's process, while it runs. */
  get pid(): number | null {
    return this.#server?.pid ?? null;
  }

  lastWords(): string {
    return this.#log.slice(-30).join('\n');
  }

  /** A customer writes. @returns what the simulator answers: ids and the webhook's outcome. */
  async customerWrites(from: string, text: string, name = 'Contato de teste'): Promise<void> {
    await this.simulate('whatsapp/inbound', { from, name, type: 'text', text: { body: text } });
  }

  /** What the product sent to a number, oldest first. */
  async outbox(to: string): Promise<OutboxMessage[]> {
    const response = await fetch(`${this.simulators}/_sim/whatsapp/outbox?to=${to}`);
    return parseOutbox(await response.json());
  }

  async simulate(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.simulators}/_sim/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /**
   * Looks into the database, or changes it as nobody could by the screen: time that passed, somebody who left a queue.
   * Consoles hear of it as of every change.
   */
  async sql<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const folder = join(this.#dataFolder, 'postgres');
    const password = (await readFile(join(folder, 'cluster', 'balcao_password'), 'utf8')).trim();
    const client = new pg.Client({ host: folder, user: 'balcao', password, database: 'balcao' });
    await client.connect();
    try {
      return (await client.query<Row>(statement, values)).rows;
    } finally {
      await client.end();
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }
}

function parseOutbox(body: unknown): OutboxMessage[] {
  const { messages } = body as { messages: OutboxMessage[] };
  return messages;
}

/** A port nobody listens on now. Another process could still take it before we do. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('the probe has no port');
  return address.port;
}
