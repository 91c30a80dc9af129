/**
 * Builds the desktop into out/: main, preload and the console. Electron's binary is not needed for it.
 * `npm run build:desktop`; started by apps/desktop/src/launch.mjs.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import { type ConfigEnv, loadConfigFromFile, mergeConfig, type Plugin } from 'vite';

const desktop = join(import.meta.dirname, 'apps/desktop/src');
const consoleRoot = join(import.meta.dirname, 'apps/console');
const out = join(import.meta.dirname, 'out');

/** Beside the code and under their own names: macOS finds `…Template@2x.png` by its neighbour's name. */
const copyIcons: Plugin = {
  name: 'balcao-icons',
  closeBundle: () => cpSync(join(import.meta.dirname, 'resources/icons'), join(out, 'icons'), { recursive: true }),
};

/** Loaded by Vite itself: imported here it would be bundled into this file and lose its own folder. */
async function consoleConfig(env: ConfigEnv) {
  const loaded = await loadConfigFromFile(env, join(consoleRoot, 'vite.config.ts'));
  if (!loaded) throw new Error('apps/console/vite.config.ts is gone');
  return loaded.config;
}

export default defineConfig(async (env) => ({
  main: {
    plugins: [copyIcons],
    // Everything is bundled, so that a packed shell carries no node_modules.
    build: {
      outDir: join(out, 'main'),
      externalizeDeps: false,
      rolldownOptions: { input: { index: join(desktop, 'main/index.ts') } },
    },
  },
  preload: {
    build: {
      outDir: join(out, 'preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(desktop, 'preload/index.ts') },
        // A sandboxed preload is run by Electron's own small `require`: CommonJS, one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: mergeConfig(await consoleConfig(env), {
    root: consoleRoot,
    build: {
      outDir: join(out, 'renderer'),
      // electron-vite leaves the renderer as it is; parsing unminified code is most of a cold start.
      minify: true,
      rolldownOptions: { input: join(consoleRoot, 'index.html') },
    },
  }),
}));
