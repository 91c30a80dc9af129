/**
 * The console's code in one file, made when a run begins: a process that is killed and started again loads one file
 * instead of a thousand, for a fifth of the processor time (it was half of what a history cost).
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { CACHE } from './cache.ts';

/**
 * @param entry a file beside this one, without its ending.
 * @returns the path of the bundle.
 */
export async function bundle(entry: string, runs: 'in node' | 'in a page'): Promise<string> {
  const source = join(import.meta.dirname, `${entry}.ts`);
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    ...(runs === 'in node' ? { ssr: { noExternal: true } } : { define: { 'process.env.NODE_ENV': '"production"' } }),
    build: {
      ...(runs === 'in node' ? { ssr: source } : { lib: { entry: source, formats: ['es'] } }),
      write: false,
      minify: false,
      target: 'esnext',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const chunks = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const [chunk, ...more] = chunks;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} was not built into one file`);
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `${entry}.mjs`);
  // Whole or not at all: another run may be reading it.
  writeFileSync(`${file}.${process.pid}`, chunk.code);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
