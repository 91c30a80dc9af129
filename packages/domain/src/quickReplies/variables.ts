/** What a quick reply may leave open, filled in where it is inserted (INB-24). */
export const VARIABLES = [
  'contact.first_name',
  'contact.name',
  'contact.phone',
  'contact.email',
  'agent.first_name',
  'agent.name',
  'company.name',
] as const;
export type Variable = (typeof VARIABLES)[number];
/** An absent or empty value is not known. */
export type VariableValues = Partial<Record<Variable, string>>;

/** A variable that stayed open: `{{contact.email}}` at [start, end) of the text, in UTF-16 units. */
export type OpenVariable = { name: string; start: number; end: number };

/** `{{ contact.first_name }}`: spaces are the writer's, and so is the case. */
const PLACEHOLDER = /\{\{\s*([a-z][\w.]{0,60})\s*\}\}/gi;

const isVariable = (name: string): name is Variable => VARIABLES.some((each) => each === name);

/** The text with what is known filled in; what is not stays in its braces, and is named. */
export function fillIn(text: string, values: VariableValues): { text: string; open: OpenVariable[] } {
  const unfilled = new Set<string>();
  const filled = text.replaceAll(PLACEHOLDER, (placeholder, written: string) => {
    const name = written.toLowerCase();
    const value = isVariable(name) ? values[name]?.trim() : undefined;
    if (!value) unfilled.add(name);
    // A value is text: what a contact calls itself must not become another variable.
    return value ? value.replaceAll('{{', '{ {') : placeholder;
  });
  // Nor must it where the writer put braces around the variable's own.
  const plain = filled.replaceAll(PLACEHOLDER, (placeholder, name: string) =>
    unfilled.has(name.toLowerCase()) ? placeholder : placeholder.replace('{{', '{ {'),
  );
  return { text: plain, open: openVariables(plain) };
}

/** What still stands in braces: nobody wants to read it, so it is not sent (composing.ts). */
export function openVariables(text: string): OpenVariable[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({
    name: (match[1] ?? '').toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Names in a text that no console can fill: a slip of whoever wrote the reply. */
export const unknownVariables = (text: string): string[] => [
  ...new Set(
    openVariables(text)
      .map(({ name }) => name)
      .filter((name) => !isVariable(name)),
  ),
];

/** "Ana Prado" is "Ana". */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
