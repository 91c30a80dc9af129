// Finds the entry as Electron does (a file, or the `main` of a folder's package.json) and runs it.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , given = '.', ...switches] = process.argv;
const path = resolve(given);
const folder = statSync(path).isDirectory() ? path : dirname(path);
const entry = folder === path ? join(path, JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).main) : path;
process.argv = [process.execPath, path, ...switches];
process.env.BALCAO_STANDIN_APP = folder;
await import(pathToFileURL(entry).href);
