import { fold, type MessageTemplate } from '@balcao/domain';

export type ListedTemplate = { id: string; template: MessageTemplate };

/** What can be sent first, then by name; each word of the search is somewhere in name, text or language. */
export function matchingTemplates(
  templates: readonly ListedTemplate[],
  wanted: string,
  isUsable: (template: MessageTemplate) => boolean,
): ListedTemplate[] {
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  return templates
    .filter(({ template }) => {
      const text = fold(`${template.name.replaceAll('_', ' ')} ${template.name} ${template.body} ${template.language}`);
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        Number(isUsable(b.template)) - Number(isUsable(a.template)) ||
        a.template.name.localeCompare(b.template.name) ||
        a.template.language.localeCompare(b.template.language),
    );
}
