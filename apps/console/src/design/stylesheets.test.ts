import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCE = new URL('../', import.meta.url);
const IMPORT = /import (\w+) from '([^']+\.module\.css)'/g;

/** Neither the types nor the build know the classes of a stylesheet: one that is gone would only look wrong. */
test('every class that a component names is in its stylesheet', () => {
  const components = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const missing = components.flatMap((file) => {
    const url = new URL(file, SOURCE);
    const text = readFileSync(url, 'utf8');
    return [...text.matchAll(IMPORT)].flatMap(([, name = '', path = '']) => {
      const sheet = readFileSync(new URL(path, url), 'utf8');
      const classes = new Set([...sheet.matchAll(/\.([A-Za-z][\w-]*)/g)].map((match) => match[1]));
      return [...text.matchAll(new RegExp(`\\b${name}\\.([A-Za-z]\\w*)\\b(?!\\.css)`, 'g'))]
        .filter((match) => !classes.has(match[1]))
        .map((match) => `${file}: ${match[0]}`);
    });
  });
  expect(missing).toEqual([]);
});

/** They stand where nobody writes, for a short while: a button that waits, rows to come, a recording. */
const MAY_MOVE_ON = [
  'conversations/composer/voice/voice.module.css',
  'design/Button.module.css',
  'design/Skeleton.module.css',
];

/** docs/decisions/0246: an endless movement anywhere on the screen shows each letter a frame later. */
test('nothing moves without end beside somebody who writes', () => {
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  const moving = sheets.filter((file) =>
    /animation[^;]*\binfinite\b/.test(readFileSync(new URL(file, SOURCE), 'utf8')),
  );
  expect(moving.sort()).toEqual(MAY_MOVE_ON);
});
