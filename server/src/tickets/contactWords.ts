/** What contacts are told by itself, where a queue has no words of its own: resources/messages/<language>/contactWords.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../../resources/messages');
const catalogue = z.object({
  position: z.string(),
  hours: z.string(),
  abandoned: z.string(),
  rating: z.string(),
  ratingButton: z.string(),
  thanks: z.string(),
  thanksForComment: z.string(),
  unknownWait: z.string(),
  unknownOpening: z.string(),
  givenUp: z.string(),
  outOfHours: z.string(),
});
const known = new Map<Language, z.infer<typeof catalogue>>();

export function usualWords(language: Language): z.infer<typeof catalogue> {
  const words =
    known.get(language) ?? catalogue.parse(JSON.parse(readFileSync(join(ROOT, language, 'contactWords.json'), 'utf8')));
  known.set(language, words);
  return words;
}
