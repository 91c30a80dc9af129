/** Words of mails, from the same catalogues as everything else people read: resources/messages/<language>/mails.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../resources/messages');
const letter = z.object({ subject: z.string(), text: z.string() });
const catalogue = z.strictObject({
  reset: letter,
  invite: letter,
  /** Of an appointment, with its event: {name}, {company}, {what}, {when}, {place}. */
  invitation: letter,
  invitationChanged: letter,
  invitationCancelled: letter,
  /** Of the same: how its calendar answers, and the contact's {link} to it. */
  calendar: z.strictObject({ answer: z.string(), manage: z.string() }),
  /** The line with which an answer introduces what it repeats; mail programs know it, and fold what follows. */
  quoting: z.string(),
});
export type MailCatalogue = z.infer<typeof catalogue>;

const known = new Map<string, MailCatalogue>();

/** pt-BR where it is none of our languages. */
export function mailCatalogue(language: string): MailCatalogue {
  const spoken: Language = LANGUAGES.find((each) => each === language) ?? 'pt-BR';
  const words =
    known.get(spoken) ?? catalogue.parse(JSON.parse(readFileSync(join(ROOT, spoken, 'mails.json'), 'utf8')));
  known.set(spoken, words);
  return words;
}

/** @param values for the `{names}` of the text. */
export const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
