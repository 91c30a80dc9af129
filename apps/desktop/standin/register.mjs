// In this process `electron` means the stand-in, and the process says that it is Electron.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const standin = pathToFileURL(`${import.meta.dirname}/electron.ts`).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standin, shortCircuit: true } : next(specifier, context),
});

// From its package.json: asking the package itself would look for the binary.
const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'));
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: version } });
