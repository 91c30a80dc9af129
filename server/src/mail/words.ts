import { filled, type MailCatalogue, mailCatalogue } from '../mailCatalogue.ts';

export type MailKind = Exclude<keyof MailCatalogue, 'quoting' | 'calendar'>;

/** @param values for the `{names}` of the text. */
export function mailWords(
  language: string,
  kind: MailKind,
  values: Record<string, string>,
): { subject: string; text: string } {
  const words = mailCatalogue(language)[kind];
  // A line break in a name would be a header of its own.
  return { subject: filled(words.subject, values).replace(/[\r\n]+/g, ' '), text: filled(words.text, values) };
}
