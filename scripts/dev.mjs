// npm run dev: the server restarts on a change, the console reloads in place (http://localhost:5173).
import { spawn } from 'node:child_process';
import { ensureInstalled, ROOT, toolEnvironment } from './ground.mjs';

await ensureInstalled();

const children = [
  ['node', ['--watch', '--watch-preserve-output', 'server/src/main.ts', ...process.argv.slice(2)]],
  ['vite', ['apps/console', '--clearScreen', 'false']],
].map(([command, args]) =>
  spawn(command, args, { cwd: ROOT, env: toolEnvironment, stdio: ['ignore', 'inherit', 'inherit'] }),
);

const stop = (signal) => {
  for (const child of children) child.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal));
for (const child of children) {
  child.on('exit', (code) => {
    stop('SIGTERM');
    process.exitCode ??= code ?? 1;
  });
}
