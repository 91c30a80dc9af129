/** Console processes: reused from history to history, replaced when one was killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
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
  take(): ConsoleProcess;
  giveBack(console: ConsoleProcess): void;
  close(): void;
};

const reply = z.object({ id: z.number(), answer: z.custom<Answer>().optional(), failure: z.string().optional() });

/** @param spares started beforehand, for consoles that are killed. */
export function consolePool(spares: number): ConsolePool {
  const idle: ConsoleProcess[] = Array.from({ length: spares }, startConsole);
  const all = new Set(idle);
  return {
    take() {
      const taken = idle.shift() ?? startConsole();
      all.add(taken);
      return taken;
    },
    giveBack(console) {
      idle.push(console);
    },
    close() {
      for (const console of all) void console.kill();
    },
  };
}

function startConsole(): ConsoleProcess {
  const child: ChildProcess = fork(join(import.meta.dirname, 'console.process.ts'), { stdio: 'inherit' });
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
