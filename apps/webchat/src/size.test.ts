import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';

/** What a company's site loads on every page. */
const LIMIT_BYTES = 30 * 1024;

test('the widget is below 30 kB gzipped', async () => {
  const config = new URL('../vite.config.ts', import.meta.url).pathname;
  const built = await build({ configFile: config, logLevel: 'silent', build: { write: false } });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  expect(output.output).toHaveLength(1);
  const [chunk] = output.output;
  const size = gzipSync(chunk?.type === 'chunk' ? chunk.code : '').length;
  expect(size).toBeGreaterThan(2_000);
  expect(size).toBeLessThan(LIMIT_BYTES);
}, 60_000);
