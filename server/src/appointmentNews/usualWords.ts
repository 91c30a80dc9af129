/** What contacts are told where a company has no words of its own: resources/messages/<language>/appointmentWords.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../../resources/messages');
const texts = z.object({
  booked: z.string(),
  requested: z.string(),
  moved: z.string(),
  cancelled: z.string(),
  offered: z.string(),
});
const catalogue = texts.extend({ subject: texts, more: z.string() });
const known = new Map<Language, z.infer<typeof catalogue>>();

export function usualWords(language: Language): z.infer<typeof catalogue> {
  const words =
    known.get(language) ??
    catalogue.parse(JSON.parse(readFileSync(join(ROOT, language, 'appointmentWords.json'), 'utf8')));
  known.set(language, words);
  return words;
}
