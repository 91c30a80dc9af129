/** What files of contacts say in words of their own, as the console says it: resources/messages/<language>/contacts.json. */
import { CONTACT_STATUSES, IMPORT_TARGETS, type Language, ROW_PROBLEMS } from '@balcao/domain';
import { z } from 'zod';
import { catalogueWords, wordsOf } from '../catalogueWords.ts';

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

export const fileWords = (language: Language): FileWords => catalogueWords(language, 'contacts', catalogue);
