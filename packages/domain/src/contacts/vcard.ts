/**
 * vCards (RFC 2426, RFC 6350; versions 3.0 and 4.0) as the table that an import reads: one line a card. Whatever an
 * address book adds of its own is left out.
 */

export const VCARD_COLUMNS = [
  'name',
  'phone',
  'phone 2',
  'phone 3',
  'email',
  'email 2',
  'notes',
  'tags',
  'language',
  'zone',
] as const;

/** `line` is the one at which the card begins. */
export type CardRow = { line: number; cells: string[] };

/** @returns `null` when the text holds no whole card. A card that is cut off at the end is not whole. */
export function readVcards(text: string): CardRow[] | null {
  const rows: CardRow[] = [];
  let open: { line: number; properties: Property[] } | null = null;
  for (const { line, content } of unfolded(text)) {
    const property = readProperty(content);
    if (!property) continue;
    if (property.name === 'BEGIN') open = { line, properties: [] };
    else if (property.name === 'END' && open) {
      rows.push({ line: open.line, cells: cellsOf(open.properties) });
      open = null;
    } else open?.properties.push(property);
  }
  return rows.length > 0 ? rows : null;
}

/** A line that begins with a space or a tab goes on where the one before ended (RFC 6350, 3.2). */
function unfolded(text: string): { line: number; content: string }[] {
  const lines: { line: number; content: string }[] = [];
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(content) && last) last.content += content.slice(1);
    else lines.push({ line: index + 1, content });
  }
  return lines;
}

type Property = { name: string; value: string };

/** `item1.TEL;TYPE="cell,voice":+55 …`: group and parameters do not matter to us. */
function readProperty(content: string): Property | null {
  const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(content);
  if (!parts) return null;
  const [, name = '', , value = ''] = parts;
  return { name: name.toUpperCase(), value };
}

function cellsOf(properties: readonly Property[]): string[] {
  const all = (name: string) => properties.filter((property) => property.name === name).map(({ value }) => value);
  const phones = all('TEL').map((value) => unescaped(value.replace(/^tel:/i, '')));
  const emails = all('EMAIL').map((value) => unescaped(value.replace(/^mailto:/i, '')));
  const [family = '', given = '', middle = ''] = splitOn(all('N')[0] ?? '', ';').map(unescaped);
  const full = unescaped(all('FN')[0] ?? '').trim();
  const name =
    full || [given, middle, family].filter((part) => part !== '').join(' ') || unescaped(all('ORG')[0] ?? '');
  return [
    name,
    phones[0] ?? '',
    phones[1] ?? '',
    phones[2] ?? '',
    emails[0] ?? '',
    emails[1] ?? '',
    all('NOTE').map(unescaped).join('\n'),
    all('CATEGORIES')
      .flatMap((value) => splitOn(value, ',').map(unescaped))
      .join(','),
    unescaped(all('LANG')[0] ?? ''),
    unescaped(all('TZ')[0] ?? ''),
  ];
}

const splitOn = (value: string, mark: ',' | ';'): string[] => value.split(mark === ',' ? /(?<!\\),/ : /(?<!\\);/);

/** `\n`, `\,`, `\;` and `\\` (RFC 6350, 3.4). */
const unescaped = (value: string): string =>
  value.replace(/\\(.)/gs, (_whole, char: string) => (char === 'n' || char === 'N' ? '\n' : char)).trim();
