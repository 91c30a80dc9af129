import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/index.ts';
import { typesOf } from './typesOf.ts';

test('types.generated.ts says what the migrations make (npm run db:types writes it anew)', async () => {
  await using database = await testDatabase();
  const kept = await readFile(join(import.meta.dirname, 'types.generated.ts'), 'utf8');
  expect(folded(kept)).toBe(folded(await typesOf(database.url)));
});

/** The formatter may have had its way with quotes and breaks. */
const folded = (text: string) =>
  text
    .replaceAll('"', "'")
    .replaceAll(/[\s|]+/g, ' ')
    .trim();
