import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES } from '@balcao/domain';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { usedKeys } from './usedKeys.ts';

type Words = { [key: string]: string | Words };
const MESSAGES = new URL('../../../../resources/messages/', import.meta.url);
const SOURCE = new URL('../', import.meta.url);

const areas = readdirSync(new URL('pt-BR/', MESSAGES))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

/** `key.inner` → words. */
function flat(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}
const read = (language: string, area: string) =>
  new Map(flat(JSON.parse(readFileSync(new URL(`${language}/${area}.json`, MESSAGES), 'utf8')) as Words));

/** The names that a message wants filled in: `{count, plural, …}` wants count. */
function argumentsOf(message: string, language: string): string[] {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node && typeof node === 'object') {
      const { type, value, options, children } = node as {
        type: number;
        value: unknown;
        options: unknown;
        children: unknown;
      };
      if (type !== 0 && type !== 7 && type !== 8 && typeof value === 'string') names.add(value);
      if (options && typeof options === 'object')
        for (const option of Object.values(options)) walk((option as { value: unknown }).value);
      walk(children);
    }
  };
  walk(new IntlMessageFormat(message, language).getAst());
  return [...names].sort();
}

test.each(areas)('%s says the same things in all three languages, with the same blanks', (area) => {
  const [first, ...others] = LANGUAGES.map((language) => ({ language, words: read(language, area) }));
  const blanks = (words: Map<string, string>, language: string) =>
    [...words].map(([key, message]) => `${key} ${argumentsOf(message, language).join(' ')}`).sort();
  for (const other of others) {
    expect(blanks(other.words, other.language)).toEqual(first && blanks(first.words, first.language));
  }
});

test('no message is empty in any language', () => {
  const empty = LANGUAGES.flatMap((language) =>
    areas.flatMap((area) => [...read(language, area)].filter(([, message]) => message.trim() === '')),
  );
  expect(empty).toEqual([]);
});

test('Spanish says tú, as CONTRIBUTING.md has it', () => {
  // What gives usted away: the word, and a sentence that begins with one of its imperatives.
  const formal =
    /(?<!\p{L})([Uu]sted|Escriba|Elija|Envíe|Envíelo|Intente|Inténtelo|Pida|Quite|Confirme|Corrija|Diga|Vea|Revise|Cree)(?!\p{L})/u;
  const lines = areas.flatMap((area) => [...read('es', area)].map(([key, message]) => `${area}:${key} ${message}`));
  expect(lines.filter((line) => formal.test(line))).toEqual([]);
});

test('every key that the console uses has words', () => {
  const known = new Map(areas.map((area) => [area, [...read('pt-BR', area).keys()]]));
  const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.tsx?$/.test(file),
  );
  const missing = sources.flatMap((file) =>
    usedKeys(readFileSync(new URL(file, SOURCE), 'utf8'))
      .filter(({ area, key, open }) => {
        const keys = known.get(area) ?? [];
        return open ? !keys.some((candidate) => candidate.startsWith(key)) : !keys.includes(key);
      })
      .map(({ area, key }) => `${file}: ${area}:${key}`),
  );
  expect(missing).toEqual([]);
});
