/** Words of mails, from the same catalogues as everything else people read: resources/messages/<language>/mails.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../../resources/messages');
const letter = z.object({ subject: z.string(), text: z.string() });
const catalogue = z.strictObject({ reset: letter, invite: letter, quoting: z.string() });
export type MailKind = Exclude<keyof z.infer<typeof catalogue>, 'quoting'>;

const known = new Map<string, z.infer<typeof catalogue>>();

/** @param values for the `{names}` of the text. */
export function mailWords(
  language: string,
  kind: MailKind,
  values: Record<string, string>,
): { subject: string; text: string } {
  const words = wordsIn(language)[kind];
  // A line break in a name would be a header of its own.
  return { subject: filled(words.subject, values).replace(/[\r\n]+/g, ' '), text: filled(words.text, values) };
}

/** The line with which an answer introduces what it repeats; mail programs know it, and fold what follows. */
export const quotingWords = (language: string, values: { when: string; who: string }): string =>
  filled(wordsIn(language).quoting, values);

function wordsIn(language: string): z.infer<typeof catalogue> {
  const spoken: Language = LANGUAGES.find((each) => each === language) ?? 'pt-BR';
  const words =
    known.get(spoken) ?? catalogue.parse(JSON.parse(readFileSync(join(ROOT, spoken, 'mails.json'), 'utf8')));
  known.set(spoken, words);
  return words;
}

const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
