/** Words that the server writes into files, from the same catalogues as everything else people read: resources/messages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../resources/messages');

/** A schema of one word for each name. */
export const wordsOf = <Name extends string>(names: readonly Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Name, z.ZodString>);

/**
 * What `schema` asks for of `resources/messages/<language>/<file>.json`.
 *
 * @throws ZodError where the catalogue lacks a word of it
 */
export const catalogueWords = <Schema extends z.ZodType>(language: Language, file: string, schema: Schema) =>
  schema.parse(JSON.parse(readFileSync(join(ROOT, language, `${file}.json`), 'utf8')));
