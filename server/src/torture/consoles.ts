/** Console processes: reused from history to history, replaced when one was killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { CACHE } from './cache.ts';
import type { Answer, Command } from './consoleWords.ts';

export type ConsoleProcess = {
  /** @throws Killed when the process ended before it answered. */
  tell(command: Command): Promise<Answer>;
  kill(): Promise<void>;
};

/** The process was killed before it answered: what it was told may have happened or not. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export type ConsolePool = {
  /** @param disk where what it writes is kept; another one over the same disk finds it there. */
  take(disk: string): ConsoleProcess;
  /** It is closed in order, and its disk is needed no more. */
  giveBack(console: ConsoleProcess, disk: string): Promise<void>;
  close(): void;
};

const reply = z.object({ id: z.number(), answer: z.custom<Answer>().optional(), failure: z.string().optional() });

/** Started before they are needed: a console that is killed is replaced at once. */
const SPARE = 2;

/**
 * @param code what a console runs (bundle.ts).
 * @param most how many are in use at the same time.
 */
export function consolePool(code: string, most: number): ConsolePool {
  const idle: ConsoleProcess[] = [];
  const all = new Set<ConsoleProcess>();
  const start = () => {
    const started = startConsole(code, () => all.delete(started));
    all.add(started);
    return started;
  };
  return {
    take() {
      const taken = idle.shift() ?? start();
      while (idle.length < SPARE && all.size < most + SPARE) idle.push(start());
      return taken;
    },
    async giveBack(console, disk) {
      idle.push(console);
      rmSync(disk, { force: true });
    },
    close() {
      for (const console of all) void console.kill();
    },
  };
}

function startConsole(code: string, onEnd: () => void): ConsoleProcess {
  const child: ChildProcess = fork(code, {
    stdio: 'inherit',
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
  });
  child.on('error', () => {}); // a word to one that was just killed: its end answers
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', (message) => {
    const { id, answer, failure } = reply.parse(message);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (answer) asked?.resolve(answer);
    else asked?.reject(new Error(`a console failed: ${failure}`));
  });
  const ended = once(child, 'exit').then(() => {
    onEnd();
    for (const { reject } of waiting.values()) reject(new Killed('the console was killed'));
    waiting.clear();
  });
  return {
    tell(command) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Killed('the console is no more'));
        waiting.set(id, { resolve, reject });
        child.send({ id, command });
      });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
