/** Words of mails, from the same catalogues as everything else people read: resources/messages/<language>/mails.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '@balcao/domain';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../../../resources/messages');
export const MAIL_KINDS = ['reset', 'invite'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
const catalogue = z.record(z.enum(MAIL_KINDS), z.object({ subject: z.string(), text: z.string() }));

const known = new Map<string, z.infer<typeof catalogue>>();

/** @param values for the `{names}` of the text. */
export function mailWords(
  language: string,
  kind: MailKind,
  values: Record<string, string>,
): { subject: string; text: string } {
  const spoken: Language = LANGUAGES.find((each) => each === language) ?? 'pt-BR';
  const words =
    known.get(spoken) ?? catalogue.parse(JSON.parse(readFileSync(join(ROOT, spoken, 'mails.json'), 'utf8')));
  known.set(spoken, words);
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
  // A line break in a name would be a header of its own.
  return { subject: fill(words[kind].subject).replace(/[\r\n]+/g, ' '), text: fill(words[kind].text) };
}
