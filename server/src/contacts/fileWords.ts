/** What files of contacts say in words of their own, as the console says it: resources/messages/<language>/contacts.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTACT_STATUSES, IMPORT_TARGETS, type Language, ROW_PROBLEMS } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../../resources/messages');
const wordsOf = <Name extends string>(names: readonly Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Name, z.ZodString>);
const catalogue = z.object({
  status: wordsOf(CONTACT_STATUSES),
  import: z.object({
    line: z.string(),
    target: wordsOf(IMPORT_TARGETS),
    bad: wordsOf(ROW_PROBLEMS),
  }),
  file: z.object({ yes: z.string(), no: z.string(), problem: z.string() }),
});

export type FileWords = z.infer<typeof catalogue>;

export const fileWords = (language: Language): FileWords =>
  catalogue.parse(JSON.parse(readFileSync(join(ROOT, language, 'contacts.json'), 'utf8')));
